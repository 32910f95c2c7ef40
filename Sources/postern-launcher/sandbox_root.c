#define _GNU_SOURCE
#include "sandbox_root.h"

#include <fcntl.h>
#include <sys/mount.h>
#include <unistd.h>

#include "mounts.h"
#include "scratch.h"

const char *const sandbox_root_paths[CSB_MOUNT_POINT_COUNT] = {
    [CSB_VAR_TASK] = "/var/task",
    [CSB_OPT] = "/opt",
    [CSB_VAR_RUNTIME] = "/var/runtime",
    [CSB_VAR_LANG] = "/var/lang",
};

static int make_scratch_on_disk(const struct init_plan *plan) {
    if (plan->scratch_directory < 0) return -1;
    int image = plan->scratch_template >= 0
        ? scratch_copy(plan->scratch_directory, plan->scratch_template)
        : scratch_format(plan->scratch_directory, plan->request.scratch_bytes);
    return image < 0 ? -1 : scratch_mount(image);
}

// The one given, else an image made now, else memory.
static int obtain_scratch(const struct init_plan *plan, uint32_t *features) {
    *features |= CSB_FEATURE_SCRATCH_ON_DISK;
    int scratch = plan->scratch >= 0 ? plan->scratch : make_scratch_on_disk(plan);
    if (scratch >= 0) return scratch;
    *features &= ~CSB_FEATURE_SCRATCH_ON_DISK;
    return scratch_make_in_memory(plan->request.scratch_bytes);
}

// The copy of the base tree must be attached before anything can be attached in it.
static int place_base(void) {
    int base = mount_clone(AT_FDCWD, "/base", 1, 0);
    if (base < 0) return -1;
    int root = fcntl(base, F_DUPFD_CLOEXEC, 0);
    if (root < 0 || mount_attach(base, AT_FDCWD, "/new")) return -1;
    return root;
}

int sandbox_root_make(const struct init_plan *plan, uint32_t *features, struct csb_failure *failure) {
    if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL)) return failed(failure, CSB_STEP_ROOT);
    int root = place_base();
    if (root < 0) return failed(failure, CSB_STEP_ROOT);
    int scratch = obtain_scratch(plan, features);
    if (scratch < 0 || mount_attach(scratch, root, "tmp")) return failed(failure, CSB_STEP_SCRATCH);
    int proc = mount_proc();
    if (proc < 0 || mount_attach(proc, root, "proc")) return failed(failure, CSB_STEP_PROC);
    if (mount_enter_root(root)) return failed(failure, CSB_STEP_ROOT);
    close(root);
    return 0;
}
