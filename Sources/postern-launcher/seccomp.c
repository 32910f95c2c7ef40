#define _GNU_SOURCE
#include "seccomp.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>

#if defined(__x86_64__)
#define NATIVE_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define NATIVE_ARCHITECTURE AUDIT_ARCH_AARCH64
#else
#error "the filter has not been written for this architecture"
#endif

// Namespaces and capabilities already make most of these fail. The filter is the second wall: it keeps the code behind
// them, where kernels have had their holes, out of a function's reach. The list follows the default profile of
// container engines, less what interpreters and debuggers of one's own processes need.
static const uint32_t denied[] = {
    // mounts and namespaces
    SYS_mount, SYS_umount2, SYS_pivot_root, SYS_chroot, SYS_move_mount, SYS_open_tree, SYS_fsopen, SYS_fsconfig,
    SYS_fsmount, SYS_fspick, SYS_mount_setattr, SYS_unshare, SYS_setns,
    // the kernel's key rings are shared by all processes of a user
    SYS_keyctl, SYS_add_key, SYS_request_key,
    // programs inside the kernel, asynchronous system calls that no filter sees, faults handled by user code
    SYS_bpf, SYS_perf_event_open, SYS_io_uring_setup, SYS_io_uring_enter, SYS_io_uring_register, SYS_userfaultfd,
    // modules, other kernels, swap, accounting, quotas, clocks, logs
    SYS_init_module, SYS_finit_module, SYS_delete_module, SYS_kexec_load, SYS_kexec_file_load, SYS_reboot, SYS_swapon,
    SYS_swapoff, SYS_acct, SYS_quotactl, SYS_settimeofday, SYS_clock_settime, SYS_clock_adjtime, SYS_adjtimex,
    SYS_syslog,
    // files by handle escape from directories; other processes' memory
    SYS_open_by_handle_at, SYS_name_to_handle_at, SYS_process_vm_readv, SYS_process_vm_writev, SYS_kcmp,
    // memory placement and device access of the host
    SYS_move_pages, SYS_migrate_pages, SYS_vhangup, SYS_lookup_dcookie, SYS_nfsservctl,
#if defined(__x86_64__)
    SYS_iopl, SYS_ioperm, SYS_modify_ldt, SYS_uselib, SYS_ustat, SYS_sysfs,
#endif
};

static const uint32_t families[] = {AF_UNIX, AF_INET, AF_INET6, AF_NETLINK};

enum {
    COUNT_DENIED = sizeof denied / sizeof *denied,
    COUNT_FAMILIES = sizeof families / sizeof *families,
    PROGRAM_LIMIT = 2 * COUNT_DENIED + 2 * COUNT_FAMILIES + 24,
    NEW_NAMESPACES = CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID
        | CLONE_NEWNET,
};

struct program {
    struct sock_filter instructions[PROGRAM_LIMIT];
    unsigned short length;
};

static void append(struct program *program, struct sock_filter instruction) {
    program->instructions[program->length++] = instruction;
}

static void load(struct program *program, uint32_t offset) {
    append(program, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offset));
}

static void give(struct program *program, uint32_t verdict) {
    append(program, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, verdict));
}

// Unless the loaded value passes `test` (BPF_JEQ, BPF_JGE, BPF_JSET) against `operand`, skips `count` instructions.
static void unless(struct program *program, uint16_t test, uint32_t operand, uint8_t count) {
    append(program, (struct sock_filter)BPF_JUMP(BPF_JMP | test | BPF_K, operand, 0, count));
}

static uint32_t refuse_with(int error) {
    return SECCOMP_RET_ERRNO | error;
}

static void append_architecture(struct program *program) {
    load(program, offsetof(struct seccomp_data, arch));
    append(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, NATIVE_ARCHITECTURE, 1, 0));
    give(program, SECCOMP_RET_KILL_PROCESS);
    load(program, offsetof(struct seccomp_data, nr));
#if defined(__x86_64__)
    unless(program, BPF_JGE, 0x40000000, 1);  // the x32 numbers are a second door to every call
    give(program, refuse_with(ENOSYS));
#endif
}

static void append_denied(struct program *program) {
    for (unsigned i = 0; i < COUNT_DENIED; i++) {
        unless(program, BPF_JEQ, denied[i], 1);
        give(program, refuse_with(EPERM));
    }
}

// clone3 has its flags in memory, where a filter cannot look; told that it does not exist, C libraries use clone.
static void append_clone(struct program *program) {
    unless(program, BPF_JEQ, SYS_clone3, 1);
    give(program, refuse_with(ENOSYS));
    unless(program, BPF_JEQ, SYS_clone, 4);
    load(program, offsetof(struct seccomp_data, args[0]));
    unless(program, BPF_JSET, NEW_NAMESPACES, 1);
    give(program, refuse_with(EPERM));
    give(program, SECCOMP_RET_ALLOW);
}

static void append_socket(struct program *program) {
    unless(program, BPF_JEQ, SYS_socket, 2 * COUNT_FAMILIES + 2);
    load(program, offsetof(struct seccomp_data, args[0]));
    for (unsigned i = 0; i < COUNT_FAMILIES; i++) {
        unless(program, BPF_JEQ, families[i], 1);
        give(program, SECCOMP_RET_ALLOW);
    }
    give(program, refuse_with(EAFNOSUPPORT));
}

int seccomp_install(void) {
    struct program program = {.length = 0};
    append_architecture(&program);
    append_denied(&program);
    append_clone(&program);
    append_socket(&program);
    give(&program, SECCOMP_RET_ALLOW);
    struct sock_fprog filter = {.len = program.length, .filter = program.instructions};
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter);
}
