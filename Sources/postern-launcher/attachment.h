// What an ATTACH message of the server asks for, made into mounts.
#pragma once

#include <stddef.h>

#include "failure.h"

struct attachment {
    int mounts[CSB_MOUNT_POINT_COUNT];  // one for each mount point that something is attached at, in their order
    size_t count;
};

// Makes the mounts. Returns 0, or -1 with nothing left open.
int attachment_make(
    struct attachment *attachment, const struct csb_attach *request, const int *descriptors, size_t count,
    struct csb_failure *failure);
