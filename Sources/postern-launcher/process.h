// One process inside a sandbox.
#pragma once

#include "failure.h"

struct process_plan {
    int image;             // the command, as in image.h
    int input;             // standard input; -1: nothing to read
    const int *streams;    // descriptors 1, 2, …
    unsigned stream_count;
    int report;            // where a struct csb_failure goes; closed by execve
};

// Runs in a new, unprivileged child: reads the command, arranges the descriptors and becomes the program. On failure
// reports and ends.
_Noreturn void process_execute(const struct process_plan *plan);

// Reports a failure of this child and ends.
_Noreturn void process_fail(int report, const struct csb_failure *failure);
