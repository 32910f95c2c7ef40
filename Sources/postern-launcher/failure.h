// How a step that went wrong is reported: the step, and errno as the failing call left it.
#pragma once

#include <errno.h>
#include <unistd.h>

#include "protocol.h"

// Fills in the failure and returns -1, so that a caller can write `return failed(failure, CSB_STEP_ROOT);`.
static inline int failed(struct csb_failure *failure, enum csb_step step) {
    failure->step = step;
    failure->error_number = errno;
    return -1;
}

// Closes a descriptor without touching errno and returns -1: the way out of a function that failed after opening it.
static inline int close_failed(int descriptor) {
    int error = errno;
    close(descriptor);
    errno = error;
    return -1;
}
