// Process 1 of a sandbox.
#pragma once

#include "cgroup.h"
#include "protocol.h"

struct init_plan {
    struct csb_create request;
    enum csb_tier tier;
    struct cgroup group;
    int control;            // socket to the launcher
    int user_namespace;     // -1: none
    int scratch;            // detached mount for /tmp; -1: make one
    int scratch_template;   // image to copy if there is no mount; -1: format one
    int scratch_directory;  // where images can be made; -1: keep /tmp in memory
    int is_measured;        // a control group knows how much memory is used
};

// Runs in the new namespaces, still privileged: makes the sandbox, reports CREATED, attaches what it is told to attach,
// gives up all privilege at the first START, starts processes and reaps every orphan. When the main process ends, or
// the launcher does, this process ends, and the kernel kills the rest of the sandbox.
_Noreturn void init_run(const struct init_plan *plan);
