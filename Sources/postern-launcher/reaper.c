#define _GNU_SOURCE
#include "reaper.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "messages.h"
#include "privileges.h"
#include "process.h"
#include "report.h"

// By the number the server gave them; 0 where there is none.
static pid_t processes[CSB_PROCESS_LIMIT];

static int is_startable(const struct csb_start *request, size_t count, int assignment) {
    errno = EPROTO;
    return request->process < CSB_PROCESS_LIMIT && processes[request->process] == 0
        && request->stream_count <= CSB_STREAM_LIMIT && count == 1 + request->stream_count
        && !(request->awaits_assignment && assignment >= 0);
}

// Runs in the child.
_Noreturn static void become_program(const struct process_plan *process, const struct init_plan *privileged) {
    struct csb_failure failure;
    if (privileged && privileges_drop(privileged->tier, privileged->user_namespace, &failure)) {
        process_fail(process->report, &failure);
    }
    process_execute(process);
}

// Forks, with a pipe as standard input if the process is to wait for an assignment.
static pid_t fork_process(
    const struct csb_start *request, struct process_plan *process, const struct init_plan *privileged,
    int *assignment) {
    int input[2] = {-1, -1};
    if (request->awaits_assignment && pipe2(input, O_CLOEXEC)) return -1;
    process->input = input[0];
    pid_t child = fork();
    if (child == 0) become_program(process, privileged);
    if (!request->awaits_assignment) return child;
    close(input[0]);
    *assignment = input[1];
    return child;
}

// The program could not be executed: the child has said why and is ending.
static void report_not_started(unsigned number, const struct csb_failure *failure) {
    waitpid(processes[number], NULL, 0);
    processes[number] = 0;
    report_exit((struct csb_exited){
        .process = number,
        .cause = CSB_EXIT_NOT_STARTED,
        .value = failure->error_number,
        .step = failure->step,
    });
    if (number == 0) _exit(0);
}

void reaper_start(
    const struct csb_start *request, const int *descriptors, size_t count, const struct init_plan *privileged,
    int *assignment) {
    struct csb_failure failure;
    struct process_plan process = {
        .image = descriptors[0], .streams = descriptors + 1, .stream_count = request->stream_count};
    int report[2];
    int is_ready = is_startable(request, count, *assignment) && pipe2(report, O_CLOEXEC) == 0;
    if (is_ready) process.report = report[1];
    pid_t child = is_ready ? fork_process(request, &process, privileged, assignment) : -1;
    if (child < 0) {
        failed(&failure, CSB_STEP_PROCESS);
        report_failure(&failure);
    }
    processes[request->process] = child;
    csb_close_all(descriptors, count);
    close(report[1]);
    // execve closes the child's end: nothing to read means that the program runs.
    ssize_t length = read(report[0], &failure, sizeof failure);
    close(report[0]);
    if (length == sizeof failure) report_not_started(request->process, &failure);
}

pid_t reaper_process(unsigned number) {
    return processes[number];
}

void reaper_terminate(unsigned number, int is_forced) {
    if (number >= CSB_PROCESS_LIMIT || processes[number] <= 0) return;
    pid_t process = processes[number];
    // Every process begins as the leader of a session.
    if (is_forced) kill(-process, SIGKILL);
    else kill(process, SIGTERM);
}

int reaper_open_signal(void) {
    sigset_t children;
    sigemptyset(&children);
    sigaddset(&children, SIGCHLD);
    sigprocmask(SIG_BLOCK, &children, NULL);
    return signalfd(-1, &children, SFD_CLOEXEC);
}

static void report_end_of(pid_t child, int status) {
    for (unsigned number = 0; number < CSB_PROCESS_LIMIT; number++) {
        if (processes[number] != child) continue;
        processes[number] = 0;
        report_exit((struct csb_exited){
            .process = number,
            .cause = WIFSIGNALED(status) ? CSB_EXIT_SIGNAL : CSB_EXIT_STATUS,
            .value = WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status),
        });
        if (number == 0) _exit(0);
    }
}

void reaper_collect(int signal_descriptor) {
    struct signalfd_siginfo received;
    if (read(signal_descriptor, &received, sizeof received) != sizeof received) return;
    int status;
    for (pid_t child; (child = waitpid(-1, &status, WNOHANG)) > 0;) report_end_of(child, status);
}
