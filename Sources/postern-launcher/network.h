// The network of a sandbox: a loopback interface of its own and sockets that listen on it.
#pragma once

#include "protocol.h"

// Brings the loopback interface up and gives it the listeners' addresses. Returns 0 or -1.
int network_prepare(const struct csb_create *request);

// Turns what leaves for the world to the relay's ports. Returns 0 or -1.
int network_relay(void);

// Opens a listening socket, or one that takes datagrams, in this process's network namespace. Returns it or -1.
int network_listen(const struct csb_listener *listener);

// A TCP socket in this process's network namespace, not yet connected. Returns it or -1.
int network_socket(void);
