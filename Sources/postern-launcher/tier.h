// Running the launcher in the best tier that the host allows.
#pragma once

#include "failure.h"

struct launcher {
    int socket;             // to the server
    int scratch_directory;  // as received from the server; -1: none
    struct csb_configure configuration;
};

// What a child that could not set its tier up returns, so that the next one is tried.
enum { TIER_REFUSED = 75 };

// Starts a child in namespaces of its own that serves the server in this tier, and waits for it. Returns its exit
// status, or TIER_REFUSED with `failures[tier]` filled in.
int tier_run(enum csb_tier tier, const struct launcher *launcher, struct csb_failure failures[CSB_TIER_COUNT]);
