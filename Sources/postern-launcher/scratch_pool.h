// Images for /tmp made in advance, by a process of their own so that nobody waits for it.
#pragma once

#include <stdint.h>

// Starts the process and orders `count` images of this size. Without the process, images are made when needed.
void scratch_pool_start(int directory, uint64_t size_bytes, unsigned count);

// A detached mount of that size if one is ready, else -1; another one is ordered in its place.
int scratch_pool_take(uint64_t size_bytes);

// A formatted image of that size to copy from, for when none is ready; -1 when there is none. It stays the pool's.
int scratch_pool_template(uint64_t size_bytes);

// Gives up a mount that came from here. Writing back and unmounting a used image can take a second: the process does
// it.
void scratch_pool_discard(int mount);
