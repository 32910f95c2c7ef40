#define _GNU_SOURCE
#include "server.h"

#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "messages.h"

// What an epoll event is about: the server, or the process handle or the control socket of the sandbox in a slot.
enum { ABOUT_PROCESS = 0, ABOUT_CONTROL = 1 };
static const uint64_t about_server = UINT64_MAX;

static struct sandbox sandboxes[CSB_SANDBOX_LIMIT];
static const struct sandbox_host *host;
static int server;
static int events;

static int watch(int descriptor, uint64_t about) {
    struct epoll_event event = {.events = EPOLLIN, .data.u64 = about};
    return epoll_ctl(events, EPOLL_CTL_ADD, descriptor, &event);
}

static struct sandbox *find(uint64_t identifier) {
    for (unsigned slot = 0; slot < CSB_SANDBOX_LIMIT; slot++) {
        if (sandboxes[slot].is_used && sandboxes[slot].identifier == identifier) return &sandboxes[slot];
    }
    return NULL;
}

static struct sandbox *find_free(void) {
    for (unsigned slot = 0; slot < CSB_SANDBOX_LIMIT; slot++) {
        if (!sandboxes[slot].is_used) return &sandboxes[slot];
    }
    return NULL;
}

static struct csb_exited setup_failure(uint64_t identifier, const struct csb_failure *failure) {
    return (struct csb_exited){
        .header = {CSB_PROTOCOL_VERSION, CSB_EXITED, identifier},
        .cause = CSB_EXIT_SETUP_FAILED,
        .value = failure->error_number,
        .step = failure->step,
    };
}

// A server that does not take what it is told is gone, and the launcher goes with it.
static int tell(const void *message, size_t size, const int *descriptors, size_t count) {
    return csb_send(server, message, size, descriptors, count);
}

static int is_acceptable(const struct csb_create *request) {
    return request->listener_count <= CSB_LISTENER_LIMIT && request->hostname[CSB_HOSTNAME_BYTES] == '\0'
        && !find(request->header.sandbox);
}

static int create(const struct csb_create *request) {
    struct csb_failure failure = {CSB_STEP_SANDBOX_LIMIT, 0};
    struct sandbox *sandbox = find_free();
    unsigned slot = sandbox ? sandbox - sandboxes : 0;
    int result = sandbox ? 0 : -1;
    if (result == 0 && !is_acceptable(request)) result = -1, failure.step = CSB_STEP_PROTOCOL;
    if (result == 0) result = sandbox_create(sandbox, host, request, slot, &failure);
    if (result) {
        struct csb_exited exited = setup_failure(request->header.sandbox, &failure);
        return tell(&exited, sizeof exited, NULL, 0);
    }
    if (watch(sandbox->process_handle, slot * 2 + ABOUT_PROCESS)) return -1;
    return watch(sandbox->control, slot * 2 + ABOUT_CONTROL);
}

// What fails between creation and start ends the sandbox; the reason becomes its last word.
static void end_with(struct sandbox *sandbox, const struct csb_failure *failure) {
    if (sandbox->exited.header.kind == 0) sandbox->exited = setup_failure(sandbox->identifier, failure);
    sandbox_kill(sandbox);
}

static void attach(const struct csb_attach *request, const int *descriptors, size_t count) {
    struct csb_failure failure;
    struct sandbox *sandbox = find(request->header.sandbox);
    if (sandbox && sandbox_attach(sandbox, request, descriptors, count, &failure)) end_with(sandbox, &failure);
}

// Lets process 1 do what the server asks. A sandbox that has just ended cannot be told anything; its end is reported
// anyway.
static void pass_on(const union csb_message *request, ssize_t size, const int *descriptors, size_t count) {
    struct sandbox *sandbox = find(request->header.sandbox);
    if (sandbox) (void)csb_send(sandbox->control, request, size, descriptors, count);
}

static int handle_request(void) {
    union csb_message message;
    int descriptors[CSB_DESCRIPTOR_LIMIT];
    size_t count;
    ssize_t size = csb_receive(server, &message, descriptors, &count);
    if (!csb_is_well_formed(&message, size)) return -1;  // the server is gone, or is not our server
    int result = 0;
    switch (message.header.kind) {
        case CSB_CREATE:
            result = create(&message.create);
            break;
        case CSB_ATTACH:
            attach(&message.attach, descriptors, count);
            break;
        case CSB_START:
        case CSB_TERMINATE:
        case CSB_SOCKET:
            pass_on(&message, size, descriptors, count);
            break;
        case CSB_KILL: {
            struct sandbox *sandbox = find(message.header.sandbox);
            if (sandbox) sandbox_kill(sandbox);
            break;
        }
        default:
            result = -1;
    }
    csb_close_all(descriptors, count);
    return result;
}

// Adds the files of the control group to what process 1 made, and passes both on.
static int pass_created(struct sandbox *sandbox, struct csb_created *created, int *descriptors, size_t *count) {
    int peak = host->features & CSB_FEATURE_MEMORY_LIMIT ? cgroup_open_peak(&sandbox->group) : -1;
    int freezer = host->features & CSB_FEATURE_FREEZER ? cgroup_open_freezer(&sandbox->group) : -1;
    created->header.sandbox = sandbox->identifier;
    created->features |= host->features & (CSB_FEATURE_CPU_SHARE | CSB_FEATURE_PROCESS_LIMIT);
    if (peak >= 0) {
        created->features |= CSB_FEATURE_MEMORY_LIMIT;
        descriptors[(*count)++] = peak;
    }
    if (freezer >= 0) {
        created->features |= CSB_FEATURE_FREEZER;
        descriptors[(*count)++] = freezer;
    }
    return tell(created, sizeof *created, descriptors, *count);
}

static int pass_started(struct sandbox *sandbox, struct csb_started *started, const int *descriptors, size_t count) {
    started->header.sandbox = sandbox->identifier;
    return tell(started, sizeof *started, descriptors, count);
}

static int pass_socket(struct sandbox *sandbox, struct csb_socket *answer, const int *descriptors, size_t count) {
    answer->header.sandbox = sandbox->identifier;
    return tell(answer, sizeof *answer, descriptors, count);
}

static int pass_exited(struct sandbox *sandbox, struct csb_exited *exited) {
    exited->header.sandbox = sandbox->identifier;
    if (exited->process != 0) {
        exited->is_out_of_memory = cgroup_is_out_of_memory(&sandbox->group);
        return tell(exited, sizeof *exited, NULL, 0);
    }
    // The end of the main process is told when the whole sandbox is gone.
    if (sandbox->exited.header.kind == 0) sandbox->exited = *exited;
    return 0;
}

static int handle_control(unsigned slot) {
    union csb_message message;
    int descriptors[CSB_DESCRIPTOR_LIMIT + 2];
    size_t count;
    struct sandbox *sandbox = &sandboxes[slot];
    ssize_t size = csb_receive(sandbox->control, &message, descriptors, &count);
    int result = 0;
    uint32_t kind = csb_is_well_formed(&message, size) ? message.header.kind : 0;
    if (kind == CSB_CREATED && count == message.created.listener_count && count <= CSB_LISTENER_LIMIT) {
        result = pass_created(sandbox, &message.created, descriptors, &count);
    } else if (kind == CSB_STARTED && count == 1) {
        result = pass_started(sandbox, &message.started, descriptors, count);
    } else if (kind == CSB_SOCKET && count <= 1) {
        result = pass_socket(sandbox, &message.socket, descriptors, count);
    } else if (kind == CSB_EXITED) {
        result = pass_exited(sandbox, &message.exited);
    } else {
        // Process 1 is ending, or is no longer our program.
        epoll_ctl(events, EPOLL_CTL_DEL, sandbox->control, NULL);
        sandbox_kill(sandbox);
    }
    csb_close_all(descriptors, count);
    return result;
}

static int handle_end(unsigned slot) {
    // Closing alone is not enough: a sandbox being made may hold a copy for a moment, and would keep the events coming.
    epoll_ctl(events, EPOLL_CTL_DEL, sandboxes[slot].process_handle, NULL);
    epoll_ctl(events, EPOLL_CTL_DEL, sandboxes[slot].control, NULL);
    struct csb_exited exited = sandbox_finish(&sandboxes[slot]);
    int result = tell(&exited, sizeof exited, NULL, 0);
    sandbox_release(&sandboxes[slot]);
    return result;
}

int server_run(int socket, const struct sandbox_host *given) {
    server = socket;
    host = given;
    events = epoll_create1(EPOLL_CLOEXEC);
    int result = events < 0 ? -1 : watch(server, about_server);
    while (result == 0) {
        // One event at a time: handling one may free or reuse the slot that another one is about.
        struct epoll_event event;
        if (epoll_wait(events, &event, 1, -1) != 1) continue;
        uint64_t about = event.data.u64;
        if (about == about_server) result = handle_request();
        else if (about % 2 == ABOUT_CONTROL) result = handle_control(about / 2);
        else result = handle_end(about / 2);
    }
    return 0;
}
