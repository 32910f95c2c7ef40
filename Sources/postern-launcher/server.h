// The launcher's conversation with the server.
#pragma once

#include "sandbox.h"

// Makes and watches sandboxes until the server closes its end of the socket. Returns the exit status of the launcher.
int server_run(int socket, const struct sandbox_host *host);
