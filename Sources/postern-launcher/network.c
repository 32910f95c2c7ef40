#define _GNU_SOURCE
#include "network.h"

#include <arpa/inet.h>
#include <net/if.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "failure.h"
#include "relay.h"

// One function talks to each listener, with few connections; the kernel queues these until the server accepts.
enum { BACKLOG = 128 };

static struct sockaddr_in address_of(uint32_t address, uint16_t port) {
    return (struct sockaddr_in){
        .sin_family = AF_INET, .sin_port = htons(port), .sin_addr = {.s_addr = htonl(address)}};
}

static int bring_up(int control) {
    struct ifreq request = {.ifr_name = "lo"};
    request.ifr_flags = IFF_UP | IFF_LOOPBACK | IFF_RUNNING;
    return ioctl(control, SIOCSIFFLAGS, &request);
}

// Adds an address as "lo:label", with a netmask of one address: a wider one would make its neighbours local too.
static int add_address(int control, uint32_t address, unsigned label) {
    struct ifreq request = {0};
    snprintf(request.ifr_name, sizeof request.ifr_name, "lo:%u", label);
    struct sockaddr_in value = address_of(address, 0);
    memcpy(&request.ifr_addr, &value, sizeof value);
    if (ioctl(control, SIOCSIFADDR, &request)) return -1;
    value.sin_addr.s_addr = INADDR_NONE;  // 255.255.255.255
    memcpy(&request.ifr_netmask, &value, sizeof value);
    return ioctl(control, SIOCSIFNETMASK, &request);
}

// Whether an earlier listener has the same address, or the loopback interface has it anyway.
static int is_present(const struct csb_create *request, unsigned index) {
    uint32_t address = request->listeners[index].address;
    if (address >> 24 == 127 || address == INADDR_ANY) return 1;
    for (unsigned i = 0; i < index; i++) {
        if (request->listeners[i].address == address) return 1;
    }
    return 0;
}

int network_prepare(const struct csb_create *request) {
    int control = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (control < 0) return -1;
    int result = bring_up(control);
    for (unsigned i = 0; result == 0 && i < request->listener_count; i++) {
        if (!is_present(request, i)) result = add_address(control, request->listeners[i].address, i + 1);
    }
    close_failed(control);
    return result;
}

static int open_socket(int kind) {
    return socket(AF_INET, kind | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
}

int network_relay(void) {
    int control = open_socket(SOCK_DGRAM);
    if (control < 0) return -1;
    int result = relay_prepare(control);
    close_failed(control);
    return result;
}

int network_socket(void) {
    return open_socket(SOCK_STREAM);
}

int network_listen(const struct csb_listener *listener) {
    int is_datagram = listener->kind == CSB_LISTENER_UDP;
    int socket_descriptor = open_socket(is_datagram ? SOCK_DGRAM : SOCK_STREAM);
    if (socket_descriptor < 0) return -1;
    struct sockaddr_in address = address_of(listener->address, listener->port);
    if (bind(socket_descriptor, (struct sockaddr *)&address, sizeof address) == 0
        && (is_datagram || listen(socket_descriptor, BACKLOG) == 0)) return socket_descriptor;
    return close_failed(socket_descriptor);
}
