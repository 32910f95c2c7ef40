// The processes of a sandbox, as process 1 sees them.
#pragma once

#include <stddef.h>
#include <sys/types.h>

#include "init.h"

// Starts a process from a START message and its descriptors, which it closes. `privileged` is the plan whose privileges
// the child must still give up, or null when process 1 itself has none left. For a process that awaits its assignment,
// `assignment` becomes the writing end of its standard input. Ends the sandbox when the message makes no sense.
void reaper_start(
    const struct csb_start *request, const int *descriptors, size_t count, const struct init_plan *privileged,
    int *assignment);

// The process with this number of the server's; 0 when there is none.
pid_t reaper_process(unsigned number);

// Ends the process with this number of the server's, if there is one: by SIGTERM or, forced, with its whole group.
void reaper_terminate(unsigned number, int is_forced);

// A descriptor that becomes readable when a child has ended.
int reaper_open_signal(void);

// Collects every child that has ended, orphans of the function included, and reports those that were started here. Ends
// process 1 with the main process.
void reaper_collect(int signal_descriptor);
