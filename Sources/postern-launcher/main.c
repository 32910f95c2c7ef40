// postern-launcher: makes the sandboxes in which Postern runs functions.
//
// Started by the server with one end of a socket pair as descriptor 3. This outer process only chooses the tier, waits
// for the launcher proper (tier.c), and removes its control groups afterwards.
#define _GNU_SOURCE

#include <linux/close_range.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "cgroup.h"
#include "failure.h"
#include "identity.h"
#include "messages.h"
#include "tier.h"

enum { SERVER_SOCKET = 3 };

// A signal to the server's terminal is for the server; its end is noticed by the closed socket.
static void stand_apart(void) {
    static const int ignored[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE};
    for (size_t i = 0; i < sizeof ignored / sizeof *ignored; i++) signal(ignored[i], SIG_IGN);
    setsid();
    syscall(SYS_close_range, SERVER_SOCKET + 1U, ~0U, 0);
    struct rlimit files;
    if (getrlimit(RLIMIT_NOFILE, &files) == 0) {
        files.rlim_cur = files.rlim_max;
        setrlimit(RLIMIT_NOFILE, &files);
    }
}

static int receive_configuration(struct launcher *launcher) {
    union csb_message message;
    int descriptors[CSB_DESCRIPTOR_LIMIT];
    size_t count;
    ssize_t size = csb_receive(SERVER_SOCKET, &message, descriptors, &count);
    if (!csb_is_well_formed(&message, size) || message.header.kind != CSB_CONFIGURE) return -1;
    *launcher = (struct launcher){SERVER_SOCKET, count > 0 ? descriptors[0] : -1, message.configure};
    return 0;
}

// As root only when root's tier cannot be had; then without root's rights, and without the control groups made with
// them.
static int run_as_user(const struct launcher *launcher, struct csb_failure *failures) {
    if (geteuid() == 0) cgroup_clean();
    if (identity_leave_root() == 0) return tier_run(CSB_TIER_USER_NAMESPACE, launcher, failures);
    failed(&failures[CSB_TIER_USER_NAMESPACE], CSB_STEP_IDENTITY);
    return TIER_REFUSED;
}

// Nothing worked: says so, and waits for the server to go.
static int report_nothing(const struct launcher *launcher, const struct csb_failure *failures) {
    struct csb_ready ready = {.header = {CSB_PROTOCOL_VERSION, CSB_READY, 0}, .tier = CSB_TIER_NONE};
    memcpy(ready.failures, failures, sizeof ready.failures);
    return csb_send(launcher->socket, &ready, sizeof ready, NULL, 0) ? 1 : 0;
}

int main(void) {
    struct launcher launcher;
    stand_apart();
    if (receive_configuration(&launcher)) {
        fputs("postern-launcher is started by postern and does nothing by itself.\n", stderr);
        return 2;
    }
    // Shared with the children that try the tiers, so that they can say what failed.
    struct csb_failure *failures = mmap(
        NULL, sizeof *failures * CSB_TIER_COUNT, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (failures == MAP_FAILED) return 1;
    cgroup_prepare();
    int status = geteuid() == 0 ? tier_run(CSB_TIER_FULL, &launcher, failures) : TIER_REFUSED;
    if (status == TIER_REFUSED) status = run_as_user(&launcher, failures);
    if (status == TIER_REFUSED) status = report_nothing(&launcher, failures);
    cgroup_clean();
    return status;
}
