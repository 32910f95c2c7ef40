// What process 1 of a sandbox tells the launcher.
#pragma once

#include <sys/types.h>

#include "failure.h"

// Must come first: the socket to the launcher and the number of the sandbox.
void report_begin(int control, uint64_t sandbox);

// A header of this sandbox.
struct csb_header report_header(enum csb_kind kind);

// Hands over the status file of a process that has started. Without it memory is not measured, nothing worse.
void report_started(pid_t process);

// Answers a request for a socket, which it closes; -1 says that there is none.
void report_socket(int socket);

// Tells how a process ended; its header is filled in. A launcher that cannot be told is gone, and so is process 1 then.
void report_exit(struct csb_exited exited);

// Tells which step failed and ends process 1, and the sandbox with it.
_Noreturn void report_failure(const struct csb_failure *failure);
