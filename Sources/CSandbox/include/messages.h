// Sending and receiving the datagrams of protocol.h.
#pragma once

#include <stddef.h>
#include <sys/types.h>

#include "protocol.h"

// Creates a connected pair of SOCK_SEQPACKET sockets, both close-on-exec. Returns 0 or -errno.
int csb_socket_pair(int sockets[2]);

// Sends one message with `count` descriptors attached; the caller keeps its descriptors. Returns 0 or -errno.
int csb_send(int socket, const void *message, size_t size, const int *descriptors, size_t count);

// Waits for one message. `descriptors` has room for CSB_DESCRIPTOR_LIMIT; they arrive close-on-exec and belong to the
// caller. Returns the size of the message, 0 when the peer is gone, or -errno.
ssize_t csb_receive(int socket, union csb_message *message, int *descriptors, size_t *count);

// The size that a message of this kind must have; 0 for an unknown kind.
size_t csb_message_size(uint32_t kind);

// Whether a received message is one of this protocol version, complete and of a known kind.
int csb_is_well_formed(const union csb_message *message, ssize_t size);

// Closes `count` descriptors.
void csb_close_all(const int *descriptors, size_t count);
