#define _GNU_SOURCE
#include "descriptors.h"

#include <errno.h>
#include <fcntl.h>

int csb_open_directory(const char *path) {
    int descriptor = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
    return descriptor < 0 ? -errno : descriptor;
}
