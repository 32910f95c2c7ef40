#define _GNU_SOURCE
#include "root.h"

#include <fcntl.h>
#include <limits.h>
#include <stddef.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "etc.h"
#include "failure.h"
#include "mounts.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

// A mount point must exist before the workspace becomes the root. /proc always does, and covering it for a moment in
// our own namespace disturbs nobody: the copy of the host's tree is taken before.
static const char *const scaffold = "/proc";

// The launcher lives in a pid namespace of its own, whose process numbers the host's /proc does not know.
static int attach_proc(int root) {
    int proc = mount_proc();
    return proc < 0 ? -1 : mount_attach(proc, root, "proc");
}

static int make_workspace(void) {
    if (mount(NULL, "/", NULL, MS_REC | MS_SLAVE, NULL)) return -1;
    int host = mount_clone(AT_FDCWD, "/", 1, 0);
    if (host < 0) return -1;
    int workspace = mount_tmpfs("1m", "0700", 0);
    if (workspace < 0) return -1;
    int root = fcntl(workspace, F_DUPFD_CLOEXEC, 0);
    if (root < 0 || mount_attach(workspace, AT_FDCWD, scaffold)) return -1;
    if (mkdirat(root, "host", 0700) || mkdirat(root, "base", 0755) || mkdirat(root, "new", 0755)) return -1;
    if (mkdirat(root, "loop", 0700) || mkdirat(root, "proc", 0755)) return -1;
    if (mount_attach(host, root, "host") || attach_proc(root)) return -1;
    if (mount_enter_root(root)) return -1;
    return close(root);
}

// /opt/lib and /var/task/lib are covered as soon as there are layers and code. Until then they are there for the
// dynamic linker of programs that wait for work: a directory of LD_LIBRARY_PATH that it has once found missing, it
// never looks at again.
static const char *const directories[] = {
    "dev", "etc", "etc/ssl", "home", "mnt", "opt", "opt/lib", "proc", "root", "tmp", "usr",
    "var", "var/lang", "var/runtime", "var/task", "var/task/lib",
};

static int make_directories(int base) {
    for (size_t i = 0; i < COUNT(directories); i++) {
        if (mkdirat(base, directories[i], 0755)) return -1;
    }
    return 0;
}

// Shows a directory of the host at the same place in the base tree, read-only, if the host has it.
static int show_directory(int base, const char *path) {
    int host = open("/host", O_PATH | O_DIRECTORY | O_CLOEXEC);
    int copy = mount_clone(host, path, 1, MOUNT_READ_ONLY);
    close(host);
    if (copy < 0) return errno == ENOENT ? 0 : -1;
    if (mkdirat(base, path, 0755) && errno != EEXIST) return -1;
    return mount_attach(copy, base, path);
}

// Shows a file or a device node of the host. Devices keep working because their mount does not have nodev.
static int show_file(int base, const char *path, uint64_t attributes) {
    int host = open("/host", O_PATH | O_DIRECTORY | O_CLOEXEC);
    int copy = mount_clone(host, path, 0, attributes);
    close(host);
    if (copy < 0) return errno == ENOENT ? 0 : -1;
    int place = openat(base, path, O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
    if (place < 0) return -1;
    close(place);
    return mount_attach(copy, base, path);
}

// /bin, /lib and so on are links into /usr on a merged-usr host and directories elsewhere; both look the same inside.
static int show_usr_alias(int base, const char *name) {
    char target[PATH_MAX];
    int host = open("/host", O_PATH | O_DIRECTORY | O_CLOEXEC);
    ssize_t length = readlinkat(host, name, target, sizeof target - 1);
    close(host);
    if (length < 0) return show_directory(base, name);
    target[length] = '\0';
    return symlinkat(target, base, name);
}

static int show_host_programs(int base) {
    static const char *const aliases[] = {"bin", "lib", "lib32", "lib64", "sbin"};
    if (show_directory(base, "usr")) return -1;
    for (size_t i = 0; i < COUNT(aliases); i++) {
        if (show_usr_alias(base, aliases[i])) return -1;
    }
    return 0;
}

static int fill_etc(int base) {
    static const char *const shown[] = {"etc/ssl/certs", "etc/pki", "etc/alternatives"};
    int etc = openat(base, "etc", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (etc < 0 || etc_write(etc)) return -1;
    close(etc);
    for (size_t i = 0; i < COUNT(shown); i++) {
        if (show_directory(base, shown[i])) return -1;
    }
    return show_file(base, "etc/ld.so.cache", MOUNT_READ_ONLY);
}

static int fill_dev(int base) {
    static const char *const devices[] = {"dev/null", "dev/zero", "dev/full", "dev/random", "dev/urandom"};
    for (size_t i = 0; i < COUNT(devices); i++) {
        if (show_file(base, devices[i], MOUNT_DEVICES)) return -1;
    }
    if (symlinkat("/proc/self/fd", base, "dev/fd") || symlinkat("/proc/self/fd/0", base, "dev/stdin")) return -1;
    return symlinkat("/proc/self/fd/1", base, "dev/stdout") || symlinkat("/proc/self/fd/2", base, "dev/stderr");
}

static int make_base(void) {
    int tree = mount_tmpfs("1m", "0755", 0);
    if (tree < 0 || mount_attach(tree, AT_FDCWD, "/base")) return -1;
    int base = open("/base", O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (base < 0 || make_directories(base)) return -1;
    if (show_host_programs(base) || fill_etc(base) || fill_dev(base)) return -1;
    close(base);
    // Only now, and only the tree's own mount: the mounts below it have their own attributes.
    return mount(NULL, "/base", NULL, MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID | MS_NODEV, NULL);
}

int root_prepare(struct csb_failure *failure) {
    if (make_workspace()) return failed(failure, CSB_STEP_WORKSPACE);
    if (make_base()) return failed(failure, CSB_STEP_BASE_TREE);
    return 0;
}
