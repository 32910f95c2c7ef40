#define _GNU_SOURCE
#include "privileges.h"

#include <grp.h>
#include <linux/capability.h>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "seccomp.h"

// Lambda's limits on open files and on processes with threads.
enum { FILE_LIMIT = 1024, PROCESS_LIMIT = 1024 };

static int set_limit(int resource, rlim_t value) {
    struct rlimit limit = {value, value};
    return setrlimit(resource, &limit);
}

static int set_resource_limits(void) {
    return set_limit(RLIMIT_NOFILE, FILE_LIMIT) || set_limit(RLIMIT_NPROC, PROCESS_LIMIT) || set_limit(RLIMIT_CORE, 0);
}

// As root without a user namespace this does nothing: the function is then user 993 of the host.
static int enter_user_namespace(enum csb_tier tier, int user_namespace) {
    // An ordinary user's namespace may not change groups; it then has only that user's own rights anyway.
    if (setgroups(0, NULL) && tier == CSB_TIER_FULL) return -1;
    return user_namespace < 0 ? 0 : setns(user_namespace, CLONE_NEWUSER);
}

// What execve could ever give back. Changing the set needs a capability, so it comes before they are dropped.
static int drop_bounding_set(void) {
    for (int capability = 0; prctl(PR_CAPBSET_READ, capability, 0, 0, 0) >= 0; capability++) {
        if (prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)) return -1;
    }
    return prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
}

static int become_user(void) {
    if (setresgid(CSB_GROUP_ID, CSB_GROUP_ID, CSB_GROUP_ID)) return -1;
    return setresuid(CSB_USER_ID, CSB_USER_ID, CSB_USER_ID);
}

// Joining a user namespace gave all capabilities in it, and none of its users is root, so no change of user takes
// them away.
static int drop_capabilities(void) {
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = {0};
    return syscall(SYS_capset, &header, none);
}

int privileges_drop(enum csb_tier tier, int user_namespace, struct csb_failure *failure) {
    if (set_resource_limits()) return failed(failure, CSB_STEP_RESOURCE_LIMITS);
    if (enter_user_namespace(tier, user_namespace)) return failed(failure, CSB_STEP_IDENTITY);
    if (drop_bounding_set() || become_user() || drop_capabilities()) return failed(failure, CSB_STEP_IDENTITY);
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)) return failed(failure, CSB_STEP_IDENTITY);
    // Changing the user cleared the parent death signal and may have made this process inspectable.
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) || prctl(PR_SET_DUMPABLE, 0)) return failed(failure, CSB_STEP_IDENTITY);
    if (seccomp_install()) return failed(failure, CSB_STEP_SECCOMP);
    return 0;
}
