// A command in a memfd: what one process of a sandbox executes.
//
// Layout: struct csb_image, then NUL-terminated strings: the working directory, the arguments, the environment as
// NAME=VALUE. Written by the server, read only inside the sandbox by the unprivileged process that executes it.
#pragma once

#include <stddef.h>
#include <stdint.h>

enum {
    CSB_ARGUMENT_LIMIT = 64,
    CSB_VARIABLE_LIMIT = 1024,
    CSB_IMAGE_BYTES_LIMIT = 1 << 20,
};

struct csb_image {
    uint32_t argument_count;
    uint32_t variable_count;
};

// Makes a memfd (close-on-exec) with `size` bytes. Returns the descriptor or -errno.
int csb_image_create(const void *bytes, size_t size);
