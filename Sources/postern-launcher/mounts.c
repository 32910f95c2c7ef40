#define _GNU_SOURCE
#include "mounts.h"

#include <fcntl.h>
#include <linux/mount.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "failure.h"

// <sys/mount.h> and <linux/mount.h> cannot be included together with every C library.
extern int umount2(const char *target, int flags);
enum { DETACH = 2 };  // MNT_DETACH

_Static_assert(MOUNT_SAFE == (MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV), "values of the kernel's interface");
_Static_assert(MOUNT_READ_ONLY == (MOUNT_SAFE | MOUNT_ATTR_RDONLY), "values of the kernel's interface");

int mount_clone(int directory, const char *path, int recursive, uint64_t attributes) {
    unsigned depth = recursive ? AT_RECURSIVE : 0;
    unsigned flags = OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | AT_EMPTY_PATH | depth;
    int mount = syscall(SYS_open_tree, directory, path, flags);
    if (mount < 0 || attributes == 0) return mount;
    struct mount_attr change = {.attr_set = attributes};
    int is_failed = syscall(SYS_mount_setattr, mount, "", AT_EMPTY_PATH | depth, &change, sizeof change);
    return is_failed ? close_failed(mount) : mount;
}

static int set_string(int context, const char *key, const char *value) {
    return syscall(SYS_fsconfig, context, FSCONFIG_SET_STRING, key, value, 0);
}

// Turns a configured file system context into a detached mount and closes the context.
static int finish(int context, uint64_t attributes) {
    if (syscall(SYS_fsconfig, context, FSCONFIG_CMD_CREATE, NULL, NULL, 0)) return close_failed(context);
    int mount = syscall(SYS_fsmount, context, FSMOUNT_CLOEXEC, (unsigned)attributes);
    if (mount < 0) return close_failed(context);
    close(context);
    return mount;
}

int mount_tmpfs(const char *size, const char *mode, uint64_t attributes) {
    int context = syscall(SYS_fsopen, "tmpfs", FSOPEN_CLOEXEC);
    if (context < 0) return -1;
    if (set_string(context, "size", size) || set_string(context, "mode", mode)) return close_failed(context);
    return finish(context, attributes);
}

int mount_overlay(const int *directories, unsigned count) {
    // "lowerdir" names the topmost directory first. The directories are reached through their descriptors, so that no
    // path of a user ever stands in a mount option.
    char lower[256] = "";
    size_t length = 0;
    for (unsigned i = count; i-- > 0;) {
        const char *separator = length ? ":" : "";
        length += snprintf(lower + length, sizeof lower - length, "%s/proc/self/fd/%d", separator, directories[i]);
        if (length >= sizeof lower) {
            errno = ENAMETOOLONG;
            return -1;
        }
    }
    int context = syscall(SYS_fsopen, "overlay", FSOPEN_CLOEXEC);
    if (context < 0) return -1;
    if (set_string(context, "lowerdir", lower)) return close_failed(context);
    return finish(context, MOUNT_READ_ONLY);
}

int mount_proc(void) {
    int context = syscall(SYS_fsopen, "proc", FSOPEN_CLOEXEC);
    if (context < 0) return -1;
    if (set_string(context, "hidepid", "2")) return close_failed(context);
    return finish(context, MOUNT_SAFE | MOUNT_ATTR_NOEXEC);
}

int mount_device(const char *type, const char *source, uint64_t attributes) {
    int context = syscall(SYS_fsopen, type, FSOPEN_CLOEXEC);
    if (context < 0) return -1;
    if (set_string(context, "source", source)) return close_failed(context);
    return finish(context, attributes);
}

int mount_attach(int mount, int directory, const char *path) {
    int result = syscall(SYS_move_mount, mount, "", directory, path, MOVE_MOUNT_F_EMPTY_PATH);
    if (result) return close_failed(mount);
    close(mount);
    return 0;
}

int mount_enter_root(int root) {
    if (fchdir(root)) return -1;
    // With the same directory twice the old root ends up stacked on the new one, ready to be taken off: no directory
    // for it is needed (pivot_root(2), "pivot_root(".", ".")").
    if (syscall(SYS_pivot_root, ".", ".")) return -1;
    if (umount2(".", DETACH)) return -1;
    return chdir("/");
}
