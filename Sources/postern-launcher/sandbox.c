#define _GNU_SOURCE
#include "sandbox.h"

#include <linux/sched.h>
#include <signal.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "attachment.h"
#include "identity.h"
#include "init.h"
#include "messages.h"
#include "scratch_pool.h"

enum { NAMESPACES = CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWIPC | CLONE_NEWUTS | CLONE_NEWNET };

// User namespaces by slot, made when a slot is first used; 0 where there is none yet.
static int user_namespaces[CSB_SANDBOX_LIMIT];

// The user namespace of a slot; -1 when it cannot be made or is not to be used.
static int user_namespace_of(const struct sandbox_host *host, unsigned slot) {
    if (!host->uses_user_namespaces) return -1;
    if (user_namespaces[slot] > 0) return user_namespaces[slot];
    int namespace = identity_namespace(host->tier, slot);
    if (namespace >= 0) user_namespaces[slot] = namespace;
    return namespace;
}

static pid_t clone_into(const struct cgroup *group, int *process_handle) {
    int unified = group->directories[CGROUP_UNIFIED];
    struct clone_args arguments = {
        .flags = NAMESPACES | CLONE_PIDFD | (unified >= 0 ? CLONE_INTO_CGROUP : 0),
        .pidfd = (uint64_t)(uintptr_t)process_handle,
        .exit_signal = SIGCHLD,
        .cgroup = unified >= 0 ? unified : 0,
    };
    return syscall(SYS_clone3, &arguments, sizeof arguments);
}

static int start_process_1(
    struct sandbox *sandbox, const struct sandbox_host *host, const struct csb_create *request, unsigned slot,
    int control, struct csb_failure *failure) {
    struct init_plan plan = {
        .request = *request,
        .tier = host->tier,
        .group = sandbox->group,
        .control = control,
        .user_namespace = user_namespace_of(host, slot),
        .scratch = sandbox->scratch,
        .scratch_template = scratch_pool_template(request->scratch_bytes),
        .scratch_directory = host->scratch_directory,
        .is_measured = (host->features & CSB_FEATURE_MEMORY_LIMIT) != 0,
    };
    if (plan.user_namespace < 0 && host->uses_user_namespaces) return failed(failure, CSB_STEP_USER_MAP);
    sandbox->process = clone_into(&sandbox->group, &sandbox->process_handle);
    if (sandbox->process == 0) init_run(&plan);
    return sandbox->process < 0 ? failed(failure, CSB_STEP_NAMESPACES) : 0;
}

// Undoes a creation that failed half-way.
static int abandon(struct sandbox *sandbox) {
    if (sandbox->process > 0) {
        sandbox_kill(sandbox);
        waitpid(sandbox->process, NULL, 0);
    }
    sandbox_release(sandbox);
    return -1;
}

int sandbox_create(
    struct sandbox *sandbox, const struct sandbox_host *host, const struct csb_create *request, unsigned slot,
    struct csb_failure *failure) {
    int sockets[2];
    if (csb_socket_pair(sockets)) return failed(failure, CSB_STEP_PROCESS);
    *sandbox = (struct sandbox){
        .is_used = 1,
        .identifier = request->header.sandbox,
        .process_handle = -1,
        .control = sockets[0],
        .scratch = scratch_pool_take(request->scratch_bytes),
    };
    int result = cgroup_create(&sandbox->group, sandbox->identifier, &request->limits)
        ? failed(failure, CSB_STEP_CONTROL_GROUP)
        : start_process_1(sandbox, host, request, slot, sockets[1], failure);
    close(sockets[1]);
    return result ? abandon(sandbox) : 0;
}

int sandbox_attach(
    struct sandbox *sandbox, const struct csb_attach *request, const int *descriptors, size_t count,
    struct csb_failure *failure) {
    struct attachment attachment;
    if (attachment_make(&attachment, request, descriptors, count, failure)) return -1;
    int passed[CSB_MOUNT_POINT_COUNT + 1];
    memcpy(passed, attachment.mounts, sizeof attachment.mounts);
    size_t total = attachment.count;
    if (request->is_assignment) passed[total++] = descriptors[count - 1];
    int is_limited = !request->is_assignment || cgroup_limit(&sandbox->group, &request->limits) == 0;
    if (!is_limited) failed(failure, CSB_STEP_CONTROL_GROUP);
    // When process 1 is already ending, its own report says why.
    if (is_limited) (void)csb_send(sandbox->control, request, sizeof *request, passed, total);
    csb_close_all(attachment.mounts, attachment.count);
    return is_limited ? 0 : -1;
}

void sandbox_kill(struct sandbox *sandbox) {
    syscall(SYS_pidfd_send_signal, sandbox->process_handle, SIGKILL, NULL, 0);
}

// Reads what process 1 wrote before it ended.
static void drain(struct sandbox *sandbox) {
    union csb_message message;
    int descriptors[CSB_DESCRIPTOR_LIMIT];
    size_t count;
    for (ssize_t size; (size = csb_receive(sandbox->control, &message, descriptors, &count)) > 0;) {
        csb_close_all(descriptors, count);
        if (!csb_is_well_formed(&message, size) || message.header.kind != CSB_EXITED) continue;
        if (message.exited.process == 0 && sandbox->exited.header.kind == 0) sandbox->exited = message.exited;
    }
}

struct csb_exited sandbox_finish(struct sandbox *sandbox) {
    drain(sandbox);
    struct csb_exited exited = sandbox->exited;
    if (exited.header.kind == 0) exited = (struct csb_exited){.cause = CSB_EXIT_SIGNAL, .value = SIGKILL};
    exited.header = (struct csb_header){CSB_PROTOCOL_VERSION, CSB_EXITED, sandbox->identifier};
    exited.is_out_of_memory = cgroup_is_out_of_memory(&sandbox->group);
    waitpid(sandbox->process, NULL, 0);
    return exited;
}

void sandbox_release(struct sandbox *sandbox) {
    cgroup_remove(&sandbox->group, sandbox->identifier);
    scratch_pool_discard(sandbox->scratch);
    if (sandbox->process_handle >= 0) close(sandbox->process_handle);
    close(sandbox->control);
    *sandbox = (struct sandbox){0};
}
