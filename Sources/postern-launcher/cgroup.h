// Control groups: limits on memory, processor and processes, and the freezer.
//
// Works with version 2, with version 1, with both at once (version 1 controllers beside a version 2 tree without any,
// as older distributions have it) and with neither. What cannot be had is missing from cgroup_features().
#pragma once

#include "protocol.h"

enum { CGROUP_UNIFIED, CGROUP_MEMORY, CGROUP_CPU, CGROUP_PIDS, CGROUP_HIERARCHY_COUNT };

// The directories of one sandbox's groups; -1 where a hierarchy is not used.
struct cgroup {
    int directories[CGROUP_HIERARCHY_COUNT];
};

// Makes one group per usable hierarchy for this launcher, below the group it is in, and removes groups that launchers
// which were killed left behind. Must run where /proc and /sys are the host's.
void cgroup_prepare(void);

// Which of CSB_FEATURE_* the groups can keep.
uint32_t cgroup_features(void);

// Makes the groups of a sandbox and sets its limits. Returns 0 or -1; fills in `group` in either case.
int cgroup_create(struct cgroup *group, uint64_t sandbox, const struct csb_limits *limits);

// Replaces the limits. Returns 0 or -1.
int cgroup_limit(const struct cgroup *group, const struct csb_limits *limits);

// Moves the calling process, which must have one thread, into the version 1 groups; clone3 has put it into the
// version 2 group. Returns 0 or -1.
int cgroup_join(const struct cgroup *group);

// Opens the file with the most memory used so far, in bytes; or the freezer's file. Returns the descriptor or -1.
int cgroup_open_peak(const struct cgroup *group);
int cgroup_open_freezer(const struct cgroup *group);

// Whether the kernel killed something in the group because its memory limit was reached.
int cgroup_is_out_of_memory(const struct cgroup *group);

// Removes the groups of a sandbox whose processes are gone.
void cgroup_remove(struct cgroup *group, uint64_t sandbox);

// Removes everything that cgroup_prepare() made.
void cgroup_clean(void);
