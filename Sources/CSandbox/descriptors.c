#define _GNU_SOURCE
#include "descriptors.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "image.h"

int csb_open_directory(const char *path) {
    int descriptor = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
    return descriptor < 0 ? -errno : descriptor;
}

int csb_pipe(int ends[2]) {
    if (pipe2(ends, O_CLOEXEC)) return -errno;
    // Only the server's end: a process that finds its standard output non-blocking would lose output.
    int is_failed = fcntl(ends[0], F_SETFL, O_NONBLOCK);
    // `echo … > /dev/stderr` opens the pipe anew, as another user than the one who made it.
    is_failed = is_failed || fchmod(ends[1], 0622);
    if (!is_failed) return 0;
    int error = errno;
    close(ends[0]);
    close(ends[1]);
    return -error;
}

int csb_image_create(const void *bytes, size_t size) {
    int descriptor = memfd_create("command", MFD_CLOEXEC);
    if (descriptor < 0) return -errno;
    ssize_t written = write(descriptor, bytes, size);
    if (written == (ssize_t)size) return descriptor;
    int error = written < 0 ? errno : EIO;
    close(descriptor);
    return -error;
}
