// What the server and the launcher say to each other.
//
// One SOCK_SEQPACKET socket; one fixed structure per datagram, its descriptors attached with SCM_RIGHTS in the order
// given beside each structure. Nothing in a message has a variable length, so the privileged side has nothing to parse:
// it compares a size, a version and a few bounds. Command lines and environments travel in a memfd (see image.h) that
// only the unprivileged process about to execute them reads.
//
// server → launcher   CONFIGURE once, then per sandbox CREATE, ATTACH*, START*, TERMINATE*, SOCKET*, KILL?
// launcher → server   READY once, then per sandbox CREATED?, STARTED?, SOCKET*, EXITED (the last word on every sandbox)
// launcher ↔ init     the same structures: CREATED, STARTED, SOCKET and EXITED upwards, ATTACH, START, TERMINATE and
//                     SOCKET downwards
//
// CREATE, ATTACH and START are separate so that a sandbox can be made before it is known what it will run. The three
// may be sent without waiting for an answer.
#pragma once

#include <stdint.h>

enum { CSB_PROTOCOL_VERSION = 2 };

// Who a function is inside its sandbox: Lambda's sbx_user1051.
enum { CSB_USER_ID = 993, CSB_GROUP_ID = 990 };

// Limits, in elements unless the name says otherwise.
enum {
    CSB_SANDBOX_LIMIT = 2048,
    CSB_LISTENER_LIMIT = 4,
    CSB_DIRECTORY_LIMIT = 5,  // directories merged at one mount point
    CSB_PROCESS_LIMIT = 16,   // processes started in one sandbox: the main one and extensions
    CSB_STREAM_LIMIT = 3,     // standard output, standard error, telemetry
    CSB_DESCRIPTOR_LIMIT = 24,  // descriptors attached to one message
    CSB_HOSTNAME_BYTES = 64,
};

enum csb_kind {
    CSB_CONFIGURE = 1,
    CSB_CREATE = 2,
    CSB_ATTACH = 3,
    CSB_START = 4,
    CSB_KILL = 5,
    CSB_TERMINATE = 6,
    CSB_SOCKET = 7,
    CSB_READY = 101,
    CSB_CREATED = 102,
    CSB_STARTED = 103,
    CSB_EXITED = 104,
};

struct csb_header {
    uint32_t version;
    uint32_t kind;
    uint64_t sandbox;  // chosen by the server; 0 for CONFIGURE and READY
};

// Descriptors: the scratch directory, in which the images behind /tmp are made (and unlinked at once).
struct csb_configure {
    struct csb_header header;
    uint64_t scratch_pool_bytes;  // the /tmp size worth preparing in advance
    uint32_t scratch_pool_count;
    uint32_t padding;
};

// The address of a sandbox's own listeners.
#define CSB_LISTENER_ADDRESS 0xA9FE6401u  // 169.254.100.1

// Where the world's traffic arrives in a sandbox with a relay. No function can listen below 1024.
enum { CSB_RELAY_TCP_PORT = 1, CSB_RELAY_NAME_PORT = 53 };

enum csb_listener_kind { CSB_LISTENER_TCP, CSB_LISTENER_UDP };

struct csb_listener {
    uint32_t address;  // IPv4, host byte order
    uint16_t port;     // host byte order
    uint16_t kind;     // enum csb_listener_kind
};

struct csb_limits {
    uint64_t memory_bytes;  // 0: no limit
    uint32_t cpu_share_thousandths;
    uint32_t processes;
};

// No descriptors.
struct csb_create {
    struct csb_header header;
    struct csb_limits limits;
    uint64_t scratch_bytes;  // size of /tmp
    uint32_t is_relayed;     // what leaves for the world is turned to the relay's ports
    uint32_t listener_count;
    struct csb_listener listeners[CSB_LISTENER_LIMIT];
    char hostname[CSB_HOSTNAME_BYTES + 4];  // NUL-terminated
};

// Where directories can be attached; the order is that of csb_attach.counts and of its descriptors.
enum csb_mount_point { CSB_VAR_TASK, CSB_OPT, CSB_VAR_RUNTIME, CSB_VAR_LANG, CSB_MOUNT_POINT_COUNT };

// Descriptors from the server: counts[0] directories for the first mount point, then counts[1] for the second, …;
// where several are merged, a later one covers an earlier one. With is_assignment, one more: a file like that of START.
// Descriptors from the launcher to init: one detached mount for each mount point whose count is not 0, then that file.
struct csb_attach {
    struct csb_header header;
    uint32_t counts[CSB_MOUNT_POINT_COUNT];
    struct csb_limits limits;  // replace those of CREATE; only with is_assignment
    // The last directories: privilege is given up, then the process that awaits it gets the file on standard input.
    uint32_t is_assignment;
    uint32_t padding;
};

// Descriptors: the memfd with the command (image.h), then stream_count streams that become descriptors 1, 2 and 3.
struct csb_start {
    struct csb_header header;
    uint32_t process;  // 0 is the main process, if there is one: when it ends, the sandbox ends
    uint32_t stream_count;
    // The process is to wait, with an interpreter already up, for an ATTACH with is_assignment. It has no privilege,
    // but until then process 1 keeps its own, to attach with; so the program must be ours. No user's code is there yet.
    uint32_t awaits_assignment;
    uint32_t padding;
};

// No descriptors.
struct csb_kill {
    struct csb_header header;
};

// No descriptors. For one process, if it is still there: SIGTERM or, forced, SIGKILL for its process group.
struct csb_terminate {
    struct csb_header header;
    uint32_t process;
    uint32_t is_forced;
};

// A request, without descriptors, for a TCP socket that belongs to the sandbox's network: what it connects to is inside.
// The answer is the same structure with the socket as its descriptor, or without one when there are too many already.
struct csb_socket {
    struct csb_header header;
};

enum csb_tier { CSB_TIER_FULL, CSB_TIER_USER_NAMESPACE, CSB_TIER_LANDLOCK, CSB_TIER_NONE, CSB_TIER_COUNT };

// What sandboxes of this launcher have; bits of csb_ready.features and csb_created.features.
enum csb_feature {
    CSB_FEATURE_MEMORY_LIMIT = 1,
    CSB_FEATURE_CPU_SHARE = 2,
    CSB_FEATURE_PROCESS_LIMIT = 4,
    CSB_FEATURE_FREEZER = 8,
    CSB_FEATURE_SCRATCH_ON_DISK = 16,
    CSB_FEATURE_RELAY = 32,  // only of a sandbox that was to have it
};

// The step that failed, for people; csb_step_name() has the words.
enum csb_step {
    CSB_STEP_NONE,
    CSB_STEP_PROTOCOL,
    CSB_STEP_SANDBOX_LIMIT,
    CSB_STEP_NAMESPACES,
    CSB_STEP_USER_MAP,
    CSB_STEP_WORKSPACE,
    CSB_STEP_BASE_TREE,
    CSB_STEP_CONTROL_GROUP,
    CSB_STEP_DIRECTORY,
    CSB_STEP_OVERLAY,
    CSB_STEP_SCRATCH,
    CSB_STEP_NETWORK,
    CSB_STEP_LISTENER,
    CSB_STEP_ROOT,
    CSB_STEP_PROC,
    CSB_STEP_HOSTNAME,
    CSB_STEP_ATTACH,
    CSB_STEP_RESOURCE_LIMITS,
    CSB_STEP_IDENTITY,
    CSB_STEP_SECCOMP,
    CSB_STEP_PROCESS,
    CSB_STEP_COMMAND,
    CSB_STEP_WORKING_DIRECTORY,
    CSB_STEP_EXECUTE,
};

struct csb_failure {
    uint32_t step;          // enum csb_step
    int32_t error_number;   // errno
};

// No descriptors.
struct csb_ready {
    struct csb_header header;
    uint32_t tier;      // enum csb_tier
    uint32_t features;  // enum csb_feature
    struct csb_failure failures[CSB_TIER_COUNT];  // why the better tiers could not be used
};

// Descriptors: the listeners in the order asked for; the file with the peak memory use if MEMORY_LIMIT is set (decimal
// bytes); the freezer's file if FREEZER is set ("1" freezes, "0" thaws).
struct csb_created {
    struct csb_header header;
    uint32_t features;
    uint32_t listener_count;
};

// Sent for the main process where memory cannot be measured for the sandbox as a whole.
// Descriptors: its /proc/PID/status, which stays readable as long as the process is there.
struct csb_started {
    struct csb_header header;
};

enum csb_exit_cause { CSB_EXIT_STATUS, CSB_EXIT_SIGNAL, CSB_EXIT_NOT_STARTED, CSB_EXIT_SETUP_FAILED };

// No descriptors. When process is 0 the sandbox is gone, whether or not it had a main process.
struct csb_exited {
    struct csb_header header;
    uint32_t process;
    uint32_t cause;              // enum csb_exit_cause
    int32_t value;               // status, signal, or errno
    uint32_t step;               // enum csb_step, for NOT_STARTED and SETUP_FAILED
    uint32_t is_out_of_memory;
};

// Large enough for every message; what arrives is received into this.
union csb_message {
    struct csb_header header;
    struct csb_configure configure;
    struct csb_create create;
    struct csb_attach attach;
    struct csb_start start;
    struct csb_kill kill;
    struct csb_terminate terminate;
    struct csb_socket socket;
    struct csb_ready ready;
    struct csb_created created;
    struct csb_started started;
    struct csb_exited exited;
};

// A few words for a step, such as "make the namespaces". Never null.
const char *csb_step_name(uint32_t step);
