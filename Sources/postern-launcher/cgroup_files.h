// Reading and writing the files of control group hierarchies, and finding the hierarchies.
#pragma once

#include <stdint.h>

// Launchers name their groups with this and their process number.
extern const char cgroup_name_prefix[];

// Writes a decimal number to a file of a group. Returns 0 or -1.
int cgroup_write(int group, const char *file, uint64_t value);

// The number behind `key` (at the beginning of a line) in a file of a group; 0 when there is none.
uint64_t cgroup_read_count(int group, const char *file, const char *key);

// The group this process is in, so that limits set on the server as a whole hold for its sandboxes too; or the root of
// what is mounted here.
enum cgroup_place { CGROUP_OWN, CGROUP_ROOT };

// Opens a group. `controller` is a version 1 controller, or "" for version 2. Returns it or -1.
int cgroup_open(const char *controller, enum cgroup_place place);

// Lets the groups below `own` (version 2) have the controllers that limits need. Returns CSB_FEATURE_* bits.
uint32_t cgroup_delegate(int home, int own);

// Removes the groups of launchers that no longer run.
void cgroup_remove_stale(int home);

// Removes a launcher's group and the groups of its sandboxes, as far as they are empty.
void cgroup_remove_tree(int home, const char *name);
