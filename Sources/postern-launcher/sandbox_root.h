// The file system of one sandbox.
#pragma once

#include "failure.h"
#include "init.h"

// Where directories are attached, indexed by enum csb_mount_point.
extern const char *const sandbox_root_paths[CSB_MOUNT_POINT_COUNT];

// Makes a copy of the base tree with /tmp and /proc of its own the root of this process, whose mount namespace is new.
// Adds to `features` what /tmp turned out to be. Returns 0 or -1.
int sandbox_root_make(const struct init_plan *plan, uint32_t *features, struct csb_failure *failure);
