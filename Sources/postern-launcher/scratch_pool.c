#define _GNU_SOURCE
#include "scratch_pool.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "messages.h"
#include "scratch.h"

enum { BACKGROUND_PRIORITY = 10 };

static int maker = -1;            // socket to the process
static int template = -1;         // the first thing the process sends
static uint64_t pooled_size_bytes;

// Says "make one" or, with a mount attached, "let go of this one".
static int order(int discarded) {
    char token = 0;
    return csb_send(maker, &token, sizeof token, &discarded, discarded < 0 ? 0 : 1);
}

// Sends what was made, or that it could not be made.
static int deliver(int socket, int descriptor) {
    int failure = descriptor < 0 ? errno : 0;
    return csb_send(socket, &failure, sizeof failure, &descriptor, failure ? 0 : 1);
}

static int make_one(int socket, int directory, int image) {
    int copy = scratch_copy(directory, image);
    int mount = copy < 0 ? -1 : scratch_mount(copy);
    int result = deliver(socket, mount);
    if (mount >= 0) close(mount);
    return result;
}

// Runs in the child. Ends when the launcher does.
static void serve_orders(int socket, int directory, uint64_t size_bytes) {
    union csb_message message;
    int descriptors[CSB_DESCRIPTOR_LIMIT];
    size_t count;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    setpriority(PRIO_PROCESS, 0, BACKGROUND_PRIORITY);
    int image = scratch_format(directory, size_bytes);
    if (deliver(socket, image)) _exit(1);
    while (csb_receive(socket, &message, descriptors, &count) > 0) {
        csb_close_all(descriptors, count);
        if (count == 0 && make_one(socket, directory, image)) break;
    }
    _exit(0);
}

// What the process has sent, if anything: a descriptor, or -1.
static int receive(void) {
    struct pollfd delivery = {.fd = maker, .events = POLLIN};
    union csb_message message;
    int descriptors[CSB_DESCRIPTOR_LIMIT];
    size_t count;
    if (poll(&delivery, 1, 0) != 1) return -1;
    if (csb_receive(maker, &message, descriptors, &count) <= 0 || count == 0) return -1;
    return descriptors[0];
}

void scratch_pool_start(int directory, uint64_t size_bytes, unsigned count) {
    int sockets[2];
    if (count == 0 || csb_socket_pair(sockets)) return;
    pid_t child = fork();
    if (child == 0) serve_orders(sockets[1], directory, size_bytes);
    close(sockets[1]);
    // A process that is behind must not hold the launcher up.
    fcntl(sockets[0], F_SETFL, O_NONBLOCK);
    maker = sockets[0];
    pooled_size_bytes = size_bytes;
    for (unsigned i = 0; child > 0 && i < count; i++) order(-1);
}

int scratch_pool_take(uint64_t size_bytes) {
    if (maker < 0 || size_bytes != pooled_size_bytes) return -1;
    if (template < 0) template = receive();
    int mount = template < 0 ? -1 : receive();
    if (mount >= 0) order(-1);
    return mount;
}

int scratch_pool_template(uint64_t size_bytes) {
    return size_bytes == pooled_size_bytes ? template : -1;
}

void scratch_pool_discard(int mount) {
    if (mount < 0) return;
    order(mount);
    close(mount);
}
