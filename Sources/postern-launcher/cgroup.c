#define _GNU_SOURCE
#include "cgroup.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cgroup_files.h"

// This launcher's group in each hierarchy, in which the groups of its sandboxes are made; -1 where there is none.
static int parents[CGROUP_HIERARCHY_COUNT] = {-1, -1, -1, -1};

// Where the group itself was made, so that it can be removed; and its name there.
static int homes[CGROUP_HIERARCHY_COUNT] = {-1, -1, -1, -1};
static char own_name[32];

// Bits of CSB_FEATURE_* that the version 2 hierarchy keeps by itself.
static uint32_t unified_features;

static const char *const controllers[CGROUP_HIERARCHY_COUNT] = {"", "memory", "cpu", "pids"};

// Makes this launcher's group in one hierarchy. Returns whether it could.
static int make_parent(int hierarchy, enum cgroup_place place) {
    int home = cgroup_open(controllers[hierarchy], place);
    if (home < 0) return 0;
    cgroup_remove_stale(home);
    if (mkdirat(home, own_name, 0755)) {
        close(home);
        return 0;
    }
    homes[hierarchy] = home;
    parents[hierarchy] = openat(home, own_name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return 1;
}

static void remove_parent(int hierarchy) {
    if (parents[hierarchy] < 0) return;
    cgroup_remove_tree(homes[hierarchy], own_name);
    close(parents[hierarchy]);
    close(homes[hierarchy]);
    parents[hierarchy] = homes[hierarchy] = -1;
    if (hierarchy == CGROUP_UNIFIED) unified_features = 0;
}

// Version 2 gives controllers only to groups below one without processes, and the server's own group has one: the
// server. The root of the hierarchy is the exception.
static void make_unified_parent(void) {
    static const enum cgroup_place places[] = {CGROUP_OWN, CGROUP_ROOT, CGROUP_OWN};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        remove_parent(CGROUP_UNIFIED);
        if (!make_parent(CGROUP_UNIFIED, places[i])) continue;
        unified_features = cgroup_delegate(homes[CGROUP_UNIFIED], parents[CGROUP_UNIFIED]);
        // Beside version 1, nothing is asked of version 2 but that it can freeze.
        if (unified_features & CSB_FEATURE_MEMORY_LIMIT || parents[CGROUP_MEMORY] >= 0) return;
    }
}

void cgroup_prepare(void) {
    snprintf(own_name, sizeof own_name, "%s%d", cgroup_name_prefix, getpid());
    for (int i = 0; i < CGROUP_HIERARCHY_COUNT; i++) {
        if (i != CGROUP_UNIFIED && !make_parent(i, CGROUP_OWN)) make_parent(i, CGROUP_ROOT);
    }
    make_unified_parent();
}

uint32_t cgroup_features(void) {
    uint32_t features = unified_features;
    if (parents[CGROUP_UNIFIED] >= 0) features |= CSB_FEATURE_FREEZER;
    if (parents[CGROUP_MEMORY] >= 0) features |= CSB_FEATURE_MEMORY_LIMIT;
    if (parents[CGROUP_CPU] >= 0) features |= CSB_FEATURE_CPU_SHARE;
    if (parents[CGROUP_PIDS] >= 0) features |= CSB_FEATURE_PROCESS_LIMIT;
    return features;
}

static void name_of(uint64_t sandbox, char name[24]) {
    snprintf(name, 24, "%llu", (unsigned long long)sandbox);
}

static int limit_unified(int group, const struct csb_limits *limits) {
    if (unified_features & CSB_FEATURE_MEMORY_LIMIT && limits->memory_bytes) {
        if (cgroup_write(group, "memory.max", limits->memory_bytes)) return -1;
        // A function that leaks must die, not swap; and it dies whole, as on Lambda. Both files may be missing.
        (void)cgroup_write(group, "memory.swap.max", 0);
        (void)cgroup_write(group, "memory.oom.group", 1);
    }
    if (unified_features & CSB_FEATURE_CPU_SHARE) {
        // 100 is the default weight; one whole processor gets that.
        uint64_t weight = limits->cpu_share_thousandths / 10;
        if (cgroup_write(group, "cpu.weight", weight < 1 ? 1 : weight)) return -1;
    }
    if (unified_features & CSB_FEATURE_PROCESS_LIMIT) return cgroup_write(group, "pids.max", limits->processes);
    return 0;
}

static int limit_memory(int group, const struct csb_limits *limits) {
    if (limits->memory_bytes == 0) return 0;
    if (cgroup_write(group, "memory.limit_in_bytes", limits->memory_bytes)) return -1;
    // Without swap accounting the second file does not exist, and swapping is then bounded by swappiness alone.
    (void)cgroup_write(group, "memory.memsw.limit_in_bytes", limits->memory_bytes);
    (void)cgroup_write(group, "memory.swappiness", 0);
    return 0;
}

static int limit_cpu(int group, const struct csb_limits *limits) {
    uint64_t shares = limits->cpu_share_thousandths * 1024ULL / 1000;
    return cgroup_write(group, "cpu.shares", shares < 2 ? 2 : shares);
}

static int limit_pids(int group, const struct csb_limits *limits) {
    return cgroup_write(group, "pids.max", limits->processes);
}

int cgroup_limit(const struct cgroup *group, const struct csb_limits *limits) {
    typedef int (*setter)(int group, const struct csb_limits *limits);
    static const setter setters[CGROUP_HIERARCHY_COUNT] = {limit_unified, limit_memory, limit_cpu, limit_pids};
    for (int i = 0; i < CGROUP_HIERARCHY_COUNT; i++) {
        if (group->directories[i] >= 0 && setters[i](group->directories[i], limits)) return -1;
    }
    return 0;
}

int cgroup_create(struct cgroup *group, uint64_t sandbox, const struct csb_limits *limits) {
    char name[24];
    name_of(sandbox, name);
    for (int i = 0; i < CGROUP_HIERARCHY_COUNT; i++) group->directories[i] = -1;
    for (int i = 0; i < CGROUP_HIERARCHY_COUNT; i++) {
        if (parents[i] < 0) continue;
        if (mkdirat(parents[i], name, 0755)) return -1;
        group->directories[i] = openat(parents[i], name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (group->directories[i] < 0) return -1;
    }
    return cgroup_limit(group, limits);
}

int cgroup_join(const struct cgroup *group) {
    for (int i = 0; i < CGROUP_HIERARCHY_COUNT; i++) {
        if (i == CGROUP_UNIFIED || group->directories[i] < 0) continue;
        // 0 is the calling thread. Only that form does without the kernel's global lock on thread groups, whose writer
        // waits for an RCU grace period: about 10 ms on an idle host when another process is moved by cgroup.procs.
        if (cgroup_write(group->directories[i], "tasks", 0)) return -1;
    }
    return 0;
}

int cgroup_open_peak(const struct cgroup *group) {
    int version1 = group->directories[CGROUP_MEMORY];
    if (version1 >= 0) return openat(version1, "memory.max_usage_in_bytes", O_RDONLY | O_CLOEXEC);
    return openat(group->directories[CGROUP_UNIFIED], "memory.peak", O_RDONLY | O_CLOEXEC);
}

int cgroup_open_freezer(const struct cgroup *group) {
    return openat(group->directories[CGROUP_UNIFIED], "cgroup.freeze", O_RDWR | O_CLOEXEC);
}

int cgroup_is_out_of_memory(const struct cgroup *group) {
    int version1 = group->directories[CGROUP_MEMORY];
    if (version1 >= 0) return cgroup_read_count(version1, "memory.oom_control", "oom_kill ") > 0;
    int unified = group->directories[CGROUP_UNIFIED];
    if (unified < 0) return 0;
    return cgroup_read_count(unified, "memory.events", "oom_kill ") > 0;
}

void cgroup_remove(struct cgroup *group, uint64_t sandbox) {
    char name[24];
    name_of(sandbox, name);
    for (int i = 0; i < CGROUP_HIERARCHY_COUNT; i++) {
        if (group->directories[i] < 0) continue;
        close(group->directories[i]);
        group->directories[i] = -1;
        unlinkat(parents[i], name, AT_REMOVEDIR);
    }
}

void cgroup_clean(void) {
    for (int i = 0; i < CGROUP_HIERARCHY_COUNT; i++) remove_parent(i);
}
