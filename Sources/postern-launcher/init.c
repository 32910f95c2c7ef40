#define _GNU_SOURCE
#include "init.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/sendfile.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "failure.h"
#include "image.h"
#include "messages.h"
#include "mounts.h"
#include "privileges.h"
#include "process.h"
#include "sandbox_root.h"
#include "network.h"

static struct init_plan plan;
static pid_t processes[CSB_PROCESS_LIMIT];
static int is_unprivileged;
static int assignment = -1;  // where the waiting process reads what it is assigned; -1: nobody waits

static struct csb_header header_of(enum csb_kind kind) {
    return (struct csb_header){CSB_PROTOCOL_VERSION, kind, plan.request.header.sandbox};
}

static void report_exit(struct csb_exited exited) {
    exited.header = header_of(CSB_EXITED);
    if (csb_send(plan.control, &exited, sizeof exited, NULL, 0)) _exit(1);
}

_Noreturn static void give_up(const struct csb_failure *failure) {
    report_exit((struct csb_exited){
        .cause = CSB_EXIT_SETUP_FAILED, .value = failure->error_number, .step = failure->step});
    _exit(1);
}

// Before anything is allocated or started, so that all of it is counted.
static void join_groups(void) {
    struct csb_failure failure;
    if (cgroup_join(&plan.group) == 0) return;
    failed(&failure, CSB_STEP_CONTROL_GROUP);
    give_up(&failure);
}

// A copy of every descriptor of the launcher came along; only those of the plan may stay. They move to numbers that
// start above the ones a process's streams will get.
static void keep_own_descriptors(void) {
    enum { FIRST_KEPT = 16, ABOVE_ALL = 64 };
    int *kept[] = {&plan.control, &plan.user_namespace, &plan.scratch, &plan.scratch_directory};
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

static int open_listeners(int *listeners, struct csb_failure *failure) {
    if (network_prepare(&plan.request)) return failed(failure, CSB_STEP_NETWORK);
    for (unsigned i = 0; i < plan.request.listener_count; i++) {
        listeners[i] = network_listen(&plan.request.listeners[i]);
        if (listeners[i] < 0) return failed(failure, CSB_STEP_LISTENER);
    }
    return 0;
}

// Makes everything that does not depend on what will run, and hands the listeners to the launcher.
static void make_sandbox(void) {
    struct csb_failure failure;
    int listeners[CSB_LISTENER_LIMIT];
    struct csb_created created = {.header = header_of(CSB_CREATED), .listener_count = plan.request.listener_count};
    if (open_listeners(listeners, &failure)) give_up(&failure);
    if (sandbox_root_make(&plan, &created.features, &failure)) give_up(&failure);
    if (sethostname(plan.request.hostname, strlen(plan.request.hostname))) {
        failed(&failure, CSB_STEP_HOSTNAME);
        give_up(&failure);
    }
    if (csb_send(plan.control, &created, sizeof created, listeners, created.listener_count)) _exit(1);
    csb_close_all(listeners, created.listener_count);
}

static void drop_privileges(void) {
    struct csb_failure failure;
    if (privileges_drop(plan.tier, plan.user_namespace, &failure)) give_up(&failure);
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

static int attach_all(const struct csb_attach *request, const int *descriptors, size_t count) {
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
    struct csb_failure failure;
    if (attach_all(request, descriptors, count)) {
        failed(&failure, CSB_STEP_ATTACH);
        give_up(&failure);
    }
    if (!request->is_assignment) return;
    if (!is_unprivileged) drop_privileges();
    assign(descriptors[count - 1]);
    close(descriptors[count - 1]);
}

// The program could not be executed: the child has said why and is ending.
static void report_not_started(unsigned process, pid_t child, const struct csb_failure *failure) {
    waitpid(child, NULL, 0);
    processes[process] = 0;
    report_exit((struct csb_exited){
        .process = process,
        .cause = CSB_EXIT_NOT_STARTED,
        .value = failure->error_number,
        .step = failure->step,
    });
    if (process == 0) _exit(0);
}

static int is_startable(const struct csb_start *request, size_t count) {
    return request->process < CSB_PROCESS_LIMIT && processes[request->process] == 0
        && request->stream_count <= CSB_STREAM_LIMIT && count == 1 + request->stream_count
        && !(request->awaits_assignment && assignment >= 0);
}

// Runs in the child.
_Noreturn static void become_program(const struct process_plan *process) {
    struct csb_failure failure;
    if (!is_unprivileged && privileges_drop(plan.tier, plan.user_namespace, &failure)) {
        process_fail(process->report, &failure);
    }
    process_execute(process);
}

static pid_t fork_process(const struct csb_start *request, const int *descriptors, const int report[2]) {
    struct process_plan process = {
        .image = descriptors[0], .input = -1, .streams = descriptors + 1, .stream_count = request->stream_count,
        .report = report[1]};
    int input[2] = {-1, -1};
    if (request->awaits_assignment && pipe2(input, O_CLOEXEC)) return -1;
    process.input = input[0];
    pid_t child = fork();
    if (child == 0) become_program(&process);
    if (input[0] >= 0) close(input[0]);
    if (request->awaits_assignment) assignment = input[1];
    return child;
}

static void start(const struct csb_start *request, const int *descriptors, size_t count) {
    struct csb_failure failure;
    int report[2];
    if (!request->awaits_assignment && !is_unprivileged) drop_privileges();
    errno = EPROTO;
    pid_t child = is_startable(request, count) && !pipe2(report, O_CLOEXEC) ? fork_process(request, descriptors, report) : -1;
    if (child < 0) {
        failed(&failure, CSB_STEP_PROCESS);
        give_up(&failure);
    }
    processes[request->process] = child;
    csb_close_all(descriptors, count);
    close(report[1]);
    ssize_t length = read(report[0], &failure, sizeof failure);
    close(report[0]);
    if (length == sizeof failure) report_not_started(request->process, child, &failure);
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
        default:
            _exit(1);
    }
}

static void report_end_of(pid_t child, int status) {
    for (unsigned process = 0; process < CSB_PROCESS_LIMIT; process++) {
        if (processes[process] != child) continue;
        processes[process] = 0;
        report_exit((struct csb_exited){
            .process = process,
            .cause = WIFSIGNALED(status) ? CSB_EXIT_SIGNAL : CSB_EXIT_STATUS,
            .value = WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status),
        });
        if (process == 0) _exit(0);
    }
}

static void reap(void) {
    int status;
    for (pid_t child; (child = waitpid(-1, &status, WNOHANG)) > 0;) report_end_of(child, status);
}

static int open_child_signal(void) {
    sigset_t children;
    sigemptyset(&children);
    sigaddset(&children, SIGCHLD);
    sigprocmask(SIG_BLOCK, &children, NULL);
    return signalfd(-1, &children, SFD_CLOEXEC);
}

_Noreturn void init_run(struct init_plan *given) {
    plan = *given;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    join_groups();
    keep_own_descriptors();
    make_sandbox();
    struct pollfd events[] = {
        {.fd = plan.control, .events = POLLIN}, {.fd = open_child_signal(), .events = POLLIN}};
    for (;;) {
        if (poll(events, 2, -1) < 0) _exit(1);
        if (events[0].revents) handle_message();
        struct signalfd_siginfo children;
        if (events[1].revents && read(events[1].fd, &children, sizeof children) > 0) reap();
    }
}
