#include "protocol.h"

static const char *const names[] = {
    [CSB_STEP_NONE] = "nothing",
    [CSB_STEP_PROTOCOL] = "understand the request",
    [CSB_STEP_SANDBOX_LIMIT] = "find room for another sandbox",
    [CSB_STEP_NAMESPACES] = "make the namespaces",
    [CSB_STEP_USER_MAP] = "map the user and group",
    [CSB_STEP_WORKSPACE] = "make the launcher's private mount tree",
    [CSB_STEP_BASE_TREE] = "prepare the base file system",
    [CSB_STEP_CONTROL_GROUP] = "make the control group",
    [CSB_STEP_DIRECTORY] = "open a directory",
    [CSB_STEP_OVERLAY] = "merge directories",
    [CSB_STEP_SCRATCH] = "make /tmp",
    [CSB_STEP_NETWORK] = "set up the loopback network",
    [CSB_STEP_LISTENER] = "listen inside the sandbox",
    [CSB_STEP_ROOT] = "change the root directory",
    [CSB_STEP_PROC] = "mount /proc",
    [CSB_STEP_HOSTNAME] = "set the host name",
    [CSB_STEP_ATTACH] = "attach code",
    [CSB_STEP_RESOURCE_LIMITS] = "set the resource limits",
    [CSB_STEP_IDENTITY] = "give up privilege",
    [CSB_STEP_SECCOMP] = "install the system call filter",
    [CSB_STEP_PROCESS] = "start a process",
    [CSB_STEP_COMMAND] = "read the command",
    [CSB_STEP_WORKING_DIRECTORY] = "change the working directory",
    [CSB_STEP_EXECUTE] = "execute the program",
};

const char *csb_step_name(uint32_t step) {
    return step < sizeof names / sizeof *names ? names[step] : "do something unknown";
}
