#define _GNU_SOURCE
#include "identity.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

// Above the ranges that distributions give to users' containers (100000 and up) and to systemd-nspawn (up to
// 0x6FFFFFFF); see https://systemd.io/UIDS-GIDS/.
enum { FIRST_OUTER_ID = 0x70000000, ORDINARY_ID = FIRST_OUTER_ID + CSB_SANDBOX_LIMIT };

int identity_leave_root(void) {
    if (geteuid() != 0) return 0;
    if (setgroups(0, NULL) || setresgid(ORDINARY_ID, ORDINARY_ID, ORDINARY_ID)) return -1;
    return setresuid(ORDINARY_ID, ORDINARY_ID, ORDINARY_ID);
}

static int write_map(pid_t process, const char *file, unsigned inner, unsigned outer) {
    char path[64], line[64];
    snprintf(path, sizeof path, "/proc/%d/%s", process, file);
    int length = snprintf(line, sizeof line, "%u %u 1\n", inner, outer);
    int descriptor = open(path, O_WRONLY | O_CLOEXEC);
    if (descriptor < 0) return -1;
    ssize_t written = write(descriptor, line, length);
    close(descriptor);
    return written == length ? 0 : -1;
}

// A namespace needs a process to be made; this one does nothing but exist until it is killed.
static pid_t start_holder(void) {
    struct clone_args arguments = {.flags = CLONE_NEWUSER, .exit_signal = SIGCHLD};
    pid_t holder = syscall(SYS_clone3, &arguments, sizeof arguments);
    if (holder != 0) return holder;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    for (;;) pause();
}

int identity_namespace(enum csb_tier tier, unsigned slot) {
    unsigned outer = tier == CSB_TIER_FULL ? FIRST_OUTER_ID + slot : 0;
    pid_t holder = start_holder();
    if (holder < 0) return -1;
    int namespace = -1;
    int is_mapped = write_map(holder, "uid_map", CSB_USER_ID, outer) == 0
        && write_map(holder, "gid_map", CSB_GROUP_ID, outer) == 0;
    if (is_mapped) {
        char path[64];
        snprintf(path, sizeof path, "/proc/%d/ns/user", holder);
        namespace = open(path, O_RDONLY | O_CLOEXEC);
    }
    int error = errno;
    kill(holder, SIGKILL);
    waitpid(holder, NULL, 0);
    errno = error;
    return namespace;
}
