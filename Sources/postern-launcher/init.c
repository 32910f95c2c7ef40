#define _GNU_SOURCE
#include "init.h"

#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/sendfile.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "failure.h"
#include "image.h"
#include "messages.h"
#include "mounts.h"
#include "network.h"
#include "privileges.h"
#include "reaper.h"
#include "report.h"
#include "sandbox_root.h"

static struct init_plan plan;
static int is_unprivileged;
static int assignment = -1;  // where the waiting process reads what it is assigned; -1: nobody waits

// Reports `step` with errno and ends the sandbox.
_Noreturn static void give_up(enum csb_step step) {
    struct csb_failure failure;
    failed(&failure, step);
    report_failure(&failure);
}

// A copy of every descriptor of the launcher came along; only those of the plan may stay. They move to numbers that
// start above the ones a process's streams will get.
static void keep_own_descriptors(void) {
    enum { FIRST_KEPT = 16, ABOVE_ALL = 64 };
    int *kept[] = {&plan.control, &plan.user_namespace, &plan.scratch, &plan.scratch_template,
                   &plan.scratch_directory};
    int next = FIRST_KEPT;
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        if (*kept[i] >= 0) *kept[i] = fcntl(*kept[i], F_DUPFD_CLOEXEC, ABOVE_ALL);
    }
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        if (*kept[i] >= 0) *kept[i] = dup3(*kept[i], next++, O_CLOEXEC);
    }
    syscall(SYS_close_range, 3U, (unsigned)FIRST_KEPT - 1, 0);
    syscall(SYS_close_range, (unsigned)next, ~0U, 0);
}

static void open_listeners(int listeners[CSB_LISTENER_LIMIT], uint32_t *features) {
    if (network_prepare(&plan.request)) give_up(CSB_STEP_NETWORK);
    // A kernel without nf_tables leaves the sandbox without a way out, which is told.
    if (plan.request.is_relayed && network_relay() == 0) *features |= CSB_FEATURE_RELAY;
    for (unsigned i = 0; i < plan.request.listener_count; i++) {
        listeners[i] = network_listen(&plan.request.listeners[i]);
        if (listeners[i] < 0) give_up(CSB_STEP_LISTENER);
    }
}

// Makes everything that does not depend on what will run, and hands the listeners to the launcher.
static void make_sandbox(void) {
    struct csb_failure failure;
    int listeners[CSB_LISTENER_LIMIT];
    struct csb_created created = {
        .header = report_header(CSB_CREATED), .listener_count = plan.request.listener_count};
    open_listeners(listeners, &created.features);
    if (sandbox_root_make(&plan, &created.features, &failure)) report_failure(&failure);
    if (sethostname(plan.request.hostname, strlen(plan.request.hostname))) give_up(CSB_STEP_HOSTNAME);
    if (csb_send(plan.control, &created, sizeof created, listeners, created.listener_count)) _exit(1);
    csb_close_all(listeners, created.listener_count);
    // The last ways back to the host's files.
    if (plan.scratch_template >= 0) close(plan.scratch_template);
    if (plan.scratch_directory >= 0) close(plan.scratch_directory);
}

static void drop_privileges(void) {
    struct csb_failure failure;
    if (is_unprivileged) return;
    if (privileges_drop(plan.tier, plan.user_namespace, &failure)) report_failure(&failure);
    if (plan.user_namespace >= 0) close(plan.user_namespace);
    is_unprivileged = 1;
}

// Copies the file to the process that waits for it, and ends its input. Unprivileged by now, so that not even copying
// is done with power over anything.
static void assign(int file) {
    off_t offset = 0;
    while (sendfile(assignment, file, &offset, CSB_IMAGE_BYTES_LIMIT) > 0) continue;
    close(assignment);
    assignment = -1;
}

static int attach_mounts(const struct csb_attach *request, const int *descriptors, size_t count) {
    size_t next = 0;
    for (unsigned point = 0; point < CSB_MOUNT_POINT_COUNT; point++) {
        if (request->counts[point] == 0) continue;
        errno = EPROTO;
        if (next >= count || mount_attach(descriptors[next++], AT_FDCWD, sandbox_root_paths[point])) return -1;
    }
    errno = EPROTO;
    return next + (request->is_assignment ? 1 : 0) == count ? 0 : -1;
}

static void attach(const struct csb_attach *request, const int *descriptors, size_t count) {
    if (attach_mounts(request, descriptors, count)) give_up(CSB_STEP_ATTACH);
    if (!request->is_assignment) return;
    drop_privileges();
    assign(descriptors[count - 1]);
    close(descriptors[count - 1]);
}

static void start(const struct csb_start *request, const int *descriptors, size_t count) {
    if (!request->awaits_assignment) drop_privileges();
    reaper_start(request, descriptors, count, is_unprivileged ? NULL : &plan, &assignment);
    // Companions, if any, have the numbers after the command's.
    if (request->process <= 1 && !plan.is_measured) report_started(reaper_process(request->process));
}

static void handle_message(void) {
    union csb_message message;
    int descriptors[CSB_DESCRIPTOR_LIMIT];
    size_t count;
    ssize_t size = csb_receive(plan.control, &message, descriptors, &count);
    if (!csb_is_well_formed(&message, size)) _exit(1);  // the launcher is gone
    switch (message.header.kind) {
        case CSB_ATTACH:
            attach(&message.attach, descriptors, count);
            break;
        case CSB_START:
            start(&message.start, descriptors, count);
            break;
        case CSB_TERMINATE:
            csb_close_all(descriptors, count);
            reaper_terminate(message.terminate.process, message.terminate.is_forced);
            break;
        case CSB_SOCKET:
            csb_close_all(descriptors, count);
            report_socket(network_socket());
            break;
        default:
            _exit(1);
    }
}

_Noreturn void init_run(const struct init_plan *given) {
    plan = *given;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    // Before anything is allocated or started, so that all of it is counted; and while the groups are still open. From
    // then on these groups are the roots of what the sandbox can see: /proc/self/cgroup tells nothing of the host.
    int group_error = cgroup_join(&plan.group) || unshare(CLONE_NEWCGROUP) ? errno : 0;
    keep_own_descriptors();
    report_begin(plan.control, plan.request.header.sandbox);
    errno = group_error;
    if (group_error) give_up(CSB_STEP_CONTROL_GROUP);
    make_sandbox();
    struct pollfd events[] = {
        {.fd = plan.control, .events = POLLIN}, {.fd = reaper_open_signal(), .events = POLLIN}};
    for (;;) {
        if (poll(events, 2, -1) < 0) _exit(1);
        if (events[0].revents) handle_message();
        if (events[1].revents) reaper_collect(events[1].fd);
    }
}
