#define _GNU_SOURCE
#include "scratch_pool.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "messages.h"
#include "scratch.h"

enum { BACKGROUND_PRIORITY = 10 };

static int maker = -1;            // socket to the process
static uint64_t pooled_size_bytes;

static int order(void) {
    char token = 0;
    return write(maker, &token, sizeof token) == sizeof token ? 0 : -1;
}

// Runs in the child: answers every order with a mount. Ends when the launcher does.
static void serve_orders(int socket, int directory, uint64_t size_bytes) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    setpriority(PRIO_PROCESS, 0, BACKGROUND_PRIORITY);
    char token;
    while (read(socket, &token, sizeof token) == sizeof token) {
        int mount = scratch_make(directory, size_bytes);
        int failure = mount < 0 ? errno : 0;
        if (csb_send(socket, &failure, sizeof failure, &mount, failure ? 0 : 1)) break;
        if (!failure) close(mount);
    }
    _exit(0);
}

static int receive_mount(void) {
    union csb_message message;
    int descriptors[CSB_DESCRIPTOR_LIMIT];
    size_t count;
    if (csb_receive(maker, &message, descriptors, &count) <= 0 || count == 0) return -1;
    return descriptors[0];
}

void scratch_pool_start(int directory, uint64_t size_bytes, unsigned count) {
    int sockets[2];
    if (count == 0 || csb_socket_pair(sockets)) return;
    pid_t child = fork();
    if (child == 0) serve_orders(sockets[1], directory, size_bytes);
    close(sockets[1]);
    maker = sockets[0];
    pooled_size_bytes = size_bytes;
    for (unsigned i = 0; child > 0 && i < count; i++) order();
}

int scratch_pool_take(uint64_t size_bytes) {
    struct pollfd ready = {.fd = maker, .events = POLLIN};
    if (maker < 0 || size_bytes != pooled_size_bytes || poll(&ready, 1, 0) != 1) return -1;
    int mount = receive_mount();
    order();
    return mount;
}
