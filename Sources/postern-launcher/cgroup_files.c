#define _GNU_SOURCE
#include "cgroup_files.h"

#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/magic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "failure.h"

const char cgroup_name_prefix[] = "postern-";

int cgroup_write(int group, const char *file, uint64_t value) {
    char text[24];
    int length = snprintf(text, sizeof text, "%llu", (unsigned long long)value);
    int descriptor = openat(group, file, O_WRONLY | O_CLOEXEC);
    if (descriptor < 0) return -1;
    ssize_t written = write(descriptor, text, length);
    close_failed(descriptor);
    return written == length ? 0 : -1;
}

// Reads the beginning of a file as a string; an unreadable file is an empty one.
static void read_text(int directory, const char *file, char *text, size_t capacity) {
    text[0] = '\0';
    int descriptor = openat(directory, file, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return;
    ssize_t length = read(descriptor, text, capacity - 1);
    text[length > 0 ? length : 0] = '\0';
    close(descriptor);
}

uint64_t cgroup_read_count(int group, const char *file, const char *key) {
    char text[1024];
    read_text(group, file, text, sizeof text);
    for (char *line = text; line; line = strchr(line, '\n')) {
        if (*line == '\n') line++;
        if (strncmp(line, key, strlen(key)) == 0) return strtoull(line + strlen(key), NULL, 10);
    }
    return 0;
}

// Whether a comma-separated list of controllers names this one; the version 2 line names none.
static int names_controller(const char *list, const char *controller) {
    if (*controller == '\0') return *list == '\0';
    size_t length = strlen(controller);
    for (const char *entry = list; entry; entry = strchr(entry, ',')) {
        if (*entry == ',') entry++;
        if (strncmp(entry, controller, length) == 0 && (entry[length] == '\0' || entry[length] == ',')) return 1;
    }
    return 0;
}

// Finds this process's group in /proc/self/cgroup, whose lines are "number:controllers:/path".
static void own_group(const char *controller, char path[PATH_MAX]) {
    char text[4096];
    read_text(AT_FDCWD, "/proc/self/cgroup", text, sizeof text);
    path[0] = '\0';
    char *rest = NULL;
    for (char *line = strtok_r(text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
        char *list = strchr(line, ':');
        char *group = list ? strchr(list + 1, ':') : NULL;
        if (!group) continue;
        *group = '\0';
        if (names_controller(list + 1, controller)) snprintf(path, PATH_MAX, "%s", group + 1);
    }
}

// Opens the root of a hierarchy: /sys/fs/cgroup/NAME for version 1; for version 2 /sys/fs/cgroup itself or, beside
// version 1, /sys/fs/cgroup/unified.
static int open_hierarchy(const char *controller) {
    char path[64];
    struct statfs status;
    if (*controller) {
        snprintf(path, sizeof path, "/sys/fs/cgroup/%s", controller);
        if (statfs(path, &status) || status.f_type != CGROUP_SUPER_MAGIC) return -1;
        return open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    }
    snprintf(path, sizeof path, "/sys/fs/cgroup");
    if (statfs(path, &status) == 0 && status.f_type != CGROUP2_SUPER_MAGIC) strcpy(path, "/sys/fs/cgroup/unified");
    if (statfs(path, &status) || status.f_type != CGROUP2_SUPER_MAGIC) return -1;
    return open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

int cgroup_open(const char *controller, enum cgroup_place place) {
    char path[PATH_MAX];
    int root = open_hierarchy(controller);
    if (root < 0 || place == CGROUP_ROOT) return root;
    own_group(controller, path);
    // In a container the path may be the host's and not exist here.
    int group = path[0] == '/' ? openat(root, path[1] ? path + 1 : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    close_failed(root);
    return group;
}

static void enable(int group, const char *controller) {
    int descriptor = openat(group, "cgroup.subtree_control", O_WRONLY | O_CLOEXEC);
    if (descriptor < 0) return;
    char text[16];
    int length = snprintf(text, sizeof text, "+%s", controller);
    // Refused when processes live in the group itself; cgroup.controllers of the group below tells.
    if (write(descriptor, text, length) != length) errno = 0;
    close(descriptor);
}

uint32_t cgroup_delegate(int home, int own) {
    static const struct {
        const char *controller;
        const char *proof;  // exists in a group that has the controller
        uint32_t feature;
    } wanted[] = {
        {"memory", "memory.max", CSB_FEATURE_MEMORY_LIMIT},
        {"cpu", "cpu.weight", CSB_FEATURE_CPU_SHARE},
        {"pids", "pids.max", CSB_FEATURE_PROCESS_LIMIT},
    };
    uint32_t features = 0;
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        enable(home, wanted[i].controller);
        enable(own, wanted[i].controller);
        if (faccessat(own, wanted[i].proof, W_OK, 0) == 0) features |= wanted[i].feature;
    }
    return features;
}

void cgroup_remove_tree(int home, const char *name) {
    int tree = openat(home, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *entries = tree < 0 ? NULL : fdopendir(tree);
    if (!entries) return;
    for (struct dirent *entry; (entry = readdir(entries));) {
        if (entry->d_type == DT_DIR && entry->d_name[0] != '.') unlinkat(dirfd(entries), entry->d_name, AT_REMOVEDIR);
    }
    closedir(entries);
    unlinkat(home, name, AT_REMOVEDIR);
}

static int is_running(const char *process) {
    char path[64];
    snprintf(path, sizeof path, "/proc/%.20s", process);
    return access(path, F_OK) == 0;
}

void cgroup_remove_stale(int home) {
    int copy = openat(home, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *entries = copy < 0 ? NULL : fdopendir(copy);
    if (!entries) return;
    size_t length = strlen(cgroup_name_prefix);
    for (struct dirent *entry; (entry = readdir(entries));) {
        if (strncmp(entry->d_name, cgroup_name_prefix, length) != 0) continue;
        if (!is_running(entry->d_name + length)) cgroup_remove_tree(home, entry->d_name);
    }
    closedir(entries);
}
