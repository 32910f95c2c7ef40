#define _GNU_SOURCE
#include "report.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "messages.h"

static int control = -1;
static uint64_t sandbox;

void report_begin(int given_control, uint64_t given_sandbox) {
    control = given_control;
    sandbox = given_sandbox;
}

struct csb_header report_header(enum csb_kind kind) {
    return (struct csb_header){CSB_PROTOCOL_VERSION, kind, sandbox};
}

void report_started(pid_t process) {
    struct csb_started started = {.header = report_header(CSB_STARTED)};
    char path[32];
    snprintf(path, sizeof path, "/proc/%d/status", process);
    int status = open(path, O_RDONLY | O_CLOEXEC);
    if (status < 0) return;
    (void)csb_send(control, &started, sizeof started, &status, 1);
    close(status);
}

void report_socket(int socket) {
    struct csb_socket answer = {.header = report_header(CSB_SOCKET)};
    if (csb_send(control, &answer, sizeof answer, &socket, socket >= 0 ? 1 : 0)) _exit(1);
    if (socket >= 0) close(socket);
}

void report_exit(struct csb_exited exited) {
    exited.header = report_header(CSB_EXITED);
    if (csb_send(control, &exited, sizeof exited, NULL, 0)) _exit(1);
}

_Noreturn void report_failure(const struct csb_failure *failure) {
    report_exit((struct csb_exited){
        .cause = CSB_EXIT_SETUP_FAILED, .value = failure->error_number, .step = failure->step});
    _exit(1);
}
