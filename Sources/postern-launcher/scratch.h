// /tmp on a disk image of exactly the size asked for.
//
// A tmpfs would do for the size, but its pages are the function's memory: a function with 128 MB that writes 200 MB to
// /tmp would be killed, on Lambda it is not.
#pragma once

#include <stdint.h>

// Whether this host has what images need, as far as can be told without making one. They may still fail, for instance in
// a container whose devices are fenced; then /tmp is in memory, and CREATED says so.
int scratch_is_possible(int directory);

// Makes an unlinked ext4 image in `directory`, mounts it and returns the detached mount, or -1. The image and its loop
// device are gone when the last mount of it is. Takes some 20 to 40 ms.
int scratch_make(int directory, uint64_t size_bytes);

// A detached tmpfs of that size, where no image can be had. Returns the mount or -1.
int scratch_make_in_memory(uint64_t size_bytes);
