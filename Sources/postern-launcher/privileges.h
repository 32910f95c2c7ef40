// Giving up every privilege before code of a user runs.
#pragma once

#include "failure.h"

// Sets the resource limits, becomes the function's user (inside `user_namespace` unless that is -1), drops every
// capability for good and installs the system call filter. Returns 0 or -1.
int privileges_drop(enum csb_tier tier, int user_namespace, struct csb_failure *failure);
