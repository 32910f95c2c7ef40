// One process inside a sandbox.
#pragma once

#include "failure.h"

// Runs in a new, unprivileged child: reads the command from `image`, makes the streams its descriptors 1, 2, …, and
// becomes the program. On failure writes a struct csb_failure to `report`, which execve closes, and ends.
_Noreturn void process_execute(int image, const int *streams, unsigned stream_count, int report);
