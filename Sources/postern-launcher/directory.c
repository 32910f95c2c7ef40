#define _GNU_SOURCE
#include "directory.h"

#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "failure.h"

// Writes the absolute path of an open directory to `path`. Returns 0 or -1.
static int path_of(int descriptor, char path[PATH_MAX]) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (length < 0) return -1;
    path[length] = '\0';
    if (path[0] == '/') return 0;
    errno = EINVAL;
    return -1;
}

static int open_below_host(const char *path) {
    int host = open("/host", O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (host < 0) return -1;
    struct open_how how = {
        .flags = O_PATH | O_DIRECTORY | O_CLOEXEC, .resolve = RESOLVE_IN_ROOT | RESOLVE_NO_SYMLINKS};
    int descriptor = syscall(SYS_openat2, host, path, &how, sizeof how);
    close_failed(host);
    return descriptor;
}

static int is_same_directory(int a, int b) {
    struct stat first, second;
    if (fstat(a, &first) || fstat(b, &second)) return 0;
    return first.st_dev == second.st_dev && first.st_ino == second.st_ino;
}

int directory_reopen(int theirs) {
    char path[PATH_MAX];
    if (path_of(theirs, path)) return -1;
    int ours = open_below_host(path);
    if (ours < 0) return -1;
    if (is_same_directory(theirs, ours)) return ours;
    errno = ESTALE;
    return close_failed(ours);
}
