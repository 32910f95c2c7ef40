// One sandbox as the launcher sees it.
#pragma once

#include <sys/types.h>

#include "cgroup.h"
#include "failure.h"

struct sandbox {
    int is_used;
    uint64_t identifier;
    pid_t process;         // its process 1
    int process_handle;    // pidfd; readable when every process of the sandbox is gone
    int control;           // socket to process 1
    int scratch;           // the mount of /tmp, if it came from the pool; -1: none
    struct cgroup group;
    struct csb_exited exited;  // what process 1 said last about the main process; kind 0 when nothing
};

// What all sandboxes of this launcher have in common.
struct sandbox_host {
    enum csb_tier tier;
    uint32_t features;
    int scratch_directory;  // -1: /tmp in memory
    // Functions are users of namespaces of their own. Only root can do without, where the host refuses such namespaces:
    // they are then all user 993 of the host, which nothing else should be.
    int uses_user_namespaces;
};

// Starts process 1 of a new sandbox in its namespaces and control groups. `slot` chooses its outer user.
// Returns 0 or -1.
int sandbox_create(
    struct sandbox *sandbox, const struct sandbox_host *host, const struct csb_create *request, unsigned slot,
    struct csb_failure *failure);

// Copies the directories as mounts and sends them to process 1; an assignment also sets the limits. Returns 0 or -1.
int sandbox_attach(
    struct sandbox *sandbox, const struct csb_attach *request, const int *descriptors, size_t count,
    struct csb_failure *failure);

// Kills every process of the sandbox.
void sandbox_kill(struct sandbox *sandbox);

// After process_handle became readable: collects the end of process 1. Returns the last word on this sandbox.
struct csb_exited sandbox_finish(struct sandbox *sandbox);

// Removes the control groups, gives up /tmp, frees the slot. Slow work that nobody should wait for comes after
// sandbox_finish().
void sandbox_release(struct sandbox *sandbox);
