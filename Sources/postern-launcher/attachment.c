#define _GNU_SOURCE
#include "attachment.h"

#include "directory.h"
#include "messages.h"
#include "mounts.h"

// The mount that shows `count` directories at one place: a copy of the only one, or an overlay of several.
static int merge(const int *directories, unsigned count, struct csb_failure *failure) {
    int opened[CSB_DIRECTORY_LIMIT];
    unsigned ready = 0;
    int mount = -1;
    while (ready < count && (opened[ready] = directory_reopen(directories[ready])) >= 0) ready++;
    if (ready < count) {
        failed(failure, CSB_STEP_DIRECTORY);
    } else {
        mount = count == 1 ? mount_clone(opened[0], "", 0, MOUNT_READ_ONLY) : mount_overlay(opened, count);
        if (mount < 0) failed(failure, CSB_STEP_OVERLAY);
    }
    csb_close_all(opened, ready);
    return mount;
}

static int is_consistent(const struct csb_attach *request, size_t count) {
    size_t total = request->is_assignment ? 1 : 0;
    for (unsigned point = 0; point < CSB_MOUNT_POINT_COUNT; point++) {
        if (request->counts[point] > CSB_DIRECTORY_LIMIT) return 0;
        total += request->counts[point];
    }
    return total == count;
}

int attachment_make(
    struct attachment *attachment, const struct csb_attach *request, const int *descriptors, size_t count,
    struct csb_failure *failure) {
    attachment->count = 0;
    errno = EPROTO;
    if (!is_consistent(request, count)) return failed(failure, CSB_STEP_PROTOCOL);
    for (unsigned point = 0; point < CSB_MOUNT_POINT_COUNT; point++) {
        if (request->counts[point] == 0) continue;
        int mount = merge(descriptors, request->counts[point], failure);
        if (mount < 0) {
            csb_close_all(attachment->mounts, attachment->count);
            return -1;
        }
        attachment->mounts[attachment->count++] = mount;
        descriptors += request->counts[point];
    }
    return 0;
}
