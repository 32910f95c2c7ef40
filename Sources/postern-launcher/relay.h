// The way out of a sandbox: what it sends to the world arrives at two sockets of its own, for the server to carry on.
#pragma once

// Turns every TCP connection that leaves the loopback addresses to port CSB_RELAY_TCP_PORT, and every UDP datagram to a name
// server to port CSB_RELAY_NAME_PORT, of this network namespace. Private addresses, and what only routers use, are
// unreachable: the server refuses them too, but this wall stands without it. Returns 0 or -1.
int relay_prepare(int control);
