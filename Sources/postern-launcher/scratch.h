// /tmp on a disk image of exactly the size asked for.
//
// A tmpfs would do for the size, but its pages are the function's memory: a function with 128 MB that writes 200 MB to
// /tmp would be killed, on Lambda it is not.
#pragma once

#include <stdint.h>

// Whether this host has what images need, as far as can be told without making one. They may still fail, for instance
// in a container whose devices are fenced; then /tmp is in memory, and CREATED says so.
int scratch_is_possible(int directory);

// Makes an unlinked, empty ext4 image in `directory`. Takes some 20 ms. Returns it or -1.
int scratch_format(int directory, uint64_t size_bytes);

// Makes an unlinked copy of an image, of its data only: about a millisecond. Returns it or -1.
int scratch_copy(int directory, int image);

// Mounts an image and closes it. The image and its loop device are gone when the last mount of it is. Returns the
// detached mount or -1.
int scratch_mount(int image);

// A detached tmpfs of that size, where no image can be had. Returns the mount or -1.
int scratch_make_in_memory(uint64_t size_bytes);
