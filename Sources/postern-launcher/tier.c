#define _GNU_SOURCE
#include "tier.h"

#include <fcntl.h>
#include <linux/sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cgroup.h"
#include "directory.h"
#include "image.h"
#include "messages.h"
#include "root.h"
#include "sandbox.h"
#include "scratch.h"
#include "scratch_pool.h"
#include "server.h"

static int write_file(const char *path, const char *text) {
    int descriptor = open(path, O_WRONLY | O_CLOEXEC);
    if (descriptor < 0) return -1;
    ssize_t length = strlen(text), written = write(descriptor, text, length);
    close_failed(descriptor);
    return written == length ? 0 : -1;
}

// Inside a new user namespace: makes the ordinary user outside its root, over nothing but what is in it.
static int map_self(uid_t user, gid_t group) {
    char line[64];
    if (write_file("/proc/self/setgroups", "deny")) return -1;
    snprintf(line, sizeof line, "0 %u 1\n", user);
    if (write_file("/proc/self/uid_map", line)) return -1;
    snprintf(line, sizeof line, "0 %u 1\n", group);
    return write_file("/proc/self/gid_map", line);
}

// Sends a command that cannot be read: everything up to executing it is done, then it fails in a way known beforehand.
static int start_nothing(const struct sandbox *sandbox) {
    struct csb_start request = {.header = {CSB_PROTOCOL_VERSION, CSB_START, 0}};
    int image = csb_image_create("", 0);
    if (image < 0) return -1;
    int result = csb_send(sandbox->control, &request, sizeof request, &image, 1);
    close(image);
    return result;
}

// What process 1 says last.
static struct csb_exited await_exit(const struct sandbox *sandbox) {
    union csb_message message;
    int descriptors[CSB_DESCRIPTOR_LIMIT];
    size_t count;
    for (ssize_t size; (size = csb_receive(sandbox->control, &message, descriptors, &count)) > 0;) {
        csb_close_all(descriptors, count);
        if (csb_is_well_formed(&message, size) && message.header.kind == CSB_EXITED) return message.exited;
    }
    return (struct csb_exited){.step = CSB_STEP_PROCESS};
}

// Makes one sandbox and throws it away: the only proof that the kernel allows every step.
static int try_sandbox(const struct sandbox_host *host, struct csb_failure *failure) {
    struct sandbox sandbox;
    struct csb_create request = {
        .header = {CSB_PROTOCOL_VERSION, CSB_CREATE, 0}, .limits = {.processes = 8}, .scratch_bytes = 1 << 20,
        .listener_count = 1, .listeners = {{.address = 0xA9FE6401, .port = 9001}}, .hostname = "probe"};
    struct sandbox_host in_memory = *host;
    in_memory.scratch_directory = -1;
    if (sandbox_create(&sandbox, &in_memory, &request, 0, failure)) return -1;
    start_nothing(&sandbox);
    struct csb_exited exited = await_exit(&sandbox);
    sandbox_kill(&sandbox);
    sandbox_finish(&sandbox);
    sandbox_release(&sandbox);
    if (exited.cause == CSB_EXIT_NOT_STARTED && exited.step == CSB_STEP_COMMAND) return 0;
    *failure = (struct csb_failure){exited.step, exited.value};
    return -1;
}

// With user namespaces if possible; only root has another way to make functions somebody else.
static int try_tier(struct sandbox_host *host, struct csb_failure *failure) {
    host->uses_user_namespaces = 1;
    if (try_sandbox(host, failure) == 0) return 0;
    if (host->tier != CSB_TIER_FULL || failure->step != CSB_STEP_USER_MAP) return -1;
    host->uses_user_namespaces = 0;
    if (try_sandbox(host, failure)) return -1;
    *failure = (struct csb_failure){CSB_STEP_NONE, 0};
    return 0;
}

// Only root can use loop devices; where they cannot be used, /tmp is kept in memory.
static void prepare_scratch(const struct launcher *launcher, struct sandbox_host *host) {
    if (host->tier != CSB_TIER_FULL || launcher->scratch_directory < 0) return;
    int directory = directory_reopen(launcher->scratch_directory);
    if (directory < 0 || !scratch_is_possible(directory)) return;
    const struct csb_configure *configuration = &launcher->configuration;
    scratch_pool_start(directory, configuration->scratch_pool_bytes, configuration->scratch_pool_count);
    host->scratch_directory = directory;
    host->features |= CSB_FEATURE_SCRATCH_ON_DISK;
}

static int tell_ready(
    const struct launcher *launcher, const struct sandbox_host *host, const struct csb_failure *failures) {
    struct csb_ready ready = {
        .header = {CSB_PROTOCOL_VERSION, CSB_READY, 0}, .tier = host->tier, .features = host->features};
    memcpy(ready.failures, failures, sizeof ready.failures);
    return csb_send(launcher->socket, &ready, sizeof ready, NULL, 0);
}

// The launcher proper: process 1 of a pid namespace, so that whatever ends it ends all sandboxes.
_Noreturn static void serve(
    enum csb_tier tier, const struct launcher *launcher, struct csb_failure failures[CSB_TIER_COUNT], uid_t user,
    gid_t group) {
    struct sandbox_host host = {.tier = tier, .features = cgroup_features(), .scratch_directory = -1};
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    prctl(PR_SET_DUMPABLE, tier == CSB_TIER_FULL ? 0 : 1);
    if (tier == CSB_TIER_USER_NAMESPACE && map_self(user, group)) {
        failed(&failures[tier], CSB_STEP_USER_MAP);
        _exit(TIER_REFUSED);
    }
    if (root_prepare(&failures[tier]) || try_tier(&host, &failures[tier])) _exit(TIER_REFUSED);
    prepare_scratch(launcher, &host);
    if (tell_ready(launcher, &host, failures)) _exit(1);
    _exit(server_run(launcher->socket, &host));
}

int tier_run(enum csb_tier tier, const struct launcher *launcher, struct csb_failure failures[CSB_TIER_COUNT]) {
    uid_t user = geteuid();
    gid_t group = getegid();
    struct clone_args arguments = {
        .flags = CLONE_NEWNS | CLONE_NEWPID | (tier == CSB_TIER_USER_NAMESPACE ? CLONE_NEWUSER : 0),
        .exit_signal = SIGCHLD,
    };
    pid_t child = syscall(SYS_clone3, &arguments, sizeof arguments);
    if (child == 0) serve(tier, launcher, failures, user, group);
    if (child < 0) {
        failed(&failures[tier], CSB_STEP_NAMESPACES);
        return TIER_REFUSED;
    }
    int status;
    while (waitpid(child, &status, 0) != child) continue;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
