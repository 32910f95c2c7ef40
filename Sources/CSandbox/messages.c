#define _GNU_SOURCE
#include "messages.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { CONTROL_BYTES = CMSG_SPACE(sizeof(int) * CSB_DESCRIPTOR_LIMIT) };

int csb_socket_pair(int sockets[2]) {
    return socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets) ? -errno : 0;
}

int csb_send(int socket, const void *message, size_t size, const int *descriptors, size_t count) {
    if (count > CSB_DESCRIPTOR_LIMIT) return -EMSGSIZE;
    _Alignas(struct cmsghdr) char control[CONTROL_BYTES] = {0};
    struct iovec payload = {(void *)message, size};
    struct msghdr envelope = {.msg_iov = &payload, .msg_iovlen = 1};
    if (count > 0) {
        envelope.msg_control = control;
        envelope.msg_controllen = CMSG_SPACE(sizeof(int) * count);
        struct cmsghdr *rights = CMSG_FIRSTHDR(&envelope);
        rights->cmsg_level = SOL_SOCKET;
        rights->cmsg_type = SCM_RIGHTS;
        rights->cmsg_len = CMSG_LEN(sizeof(int) * count);
        memcpy(CMSG_DATA(rights), descriptors, sizeof(int) * count);
    }
    ssize_t sent;
    do sent = sendmsg(socket, &envelope, MSG_NOSIGNAL);
    while (sent < 0 && errno == EINTR);
    return sent < 0 ? -errno : 0;
}

// Copies the attached descriptors out of a received envelope and returns how many there are.
static size_t take_descriptors(struct msghdr *envelope, int *descriptors) {
    struct cmsghdr *rights = CMSG_FIRSTHDR(envelope);
    if (!rights || rights->cmsg_level != SOL_SOCKET || rights->cmsg_type != SCM_RIGHTS) return 0;
    size_t bytes = rights->cmsg_len - CMSG_LEN(0);
    memcpy(descriptors, CMSG_DATA(rights), bytes);
    return bytes / sizeof(int);
}

ssize_t csb_receive(int socket, union csb_message *message, int *descriptors, size_t *count) {
    _Alignas(struct cmsghdr) char control[CONTROL_BYTES] = {0};
    struct iovec payload = {message, sizeof *message};
    struct msghdr envelope = {
        .msg_iov = &payload, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control};
    memset(message, 0, sizeof *message);
    *count = 0;
    ssize_t received;
    do received = recvmsg(socket, &envelope, MSG_CMSG_CLOEXEC);
    while (received < 0 && errno == EINTR);
    if (received < 0) return -errno;
    *count = take_descriptors(&envelope, descriptors);
    if (!(envelope.msg_flags & (MSG_TRUNC | MSG_CTRUNC))) return received;
    csb_close_all(descriptors, *count);
    *count = 0;
    return -EMSGSIZE;
}

size_t csb_message_size(uint32_t kind) {
    switch (kind) {
        case CSB_CONFIGURE: return sizeof(struct csb_configure);
        case CSB_CREATE: return sizeof(struct csb_create);
        case CSB_ATTACH: return sizeof(struct csb_attach);
        case CSB_START: return sizeof(struct csb_start);
        case CSB_KILL: return sizeof(struct csb_kill);
        case CSB_TERMINATE: return sizeof(struct csb_terminate);
        case CSB_SOCKET: return sizeof(struct csb_socket);
        case CSB_READY: return sizeof(struct csb_ready);
        case CSB_CREATED: return sizeof(struct csb_created);
        case CSB_STARTED: return sizeof(struct csb_started);
        case CSB_EXITED: return sizeof(struct csb_exited);
        default: return 0;
    }
}

int csb_is_well_formed(const union csb_message *message, ssize_t size) {
    if (size < (ssize_t)sizeof(struct csb_header)) return 0;
    if (message->header.version != CSB_PROTOCOL_VERSION) return 0;
    return csb_message_size(message->header.kind) == (size_t)size;
}

void csb_close_all(const int *descriptors, size_t count) {
    for (size_t i = 0; i < count; i++) close(descriptors[i]);
}
