#define _GNU_SOURCE
#include "etc.h"

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct file {
    const char *name;
    const char *content;
};

// Lambda's user is sbx_user1051, 993:990. Names resolve through /etc/hosts and DNS only.
static const struct file files[] = {
    {"passwd",
     "root:x:0:0:root:/root:/bin/sh\n"
     "nobody:x:65534:65534:Nobody:/:/sbin/nologin\n"
     "sbx_user1051:x:993:990::/home/sbx_user1051:/sbin/nologin\n"},
    {"group", "root:x:0:\nnobody:x:65534:\nsbx_user1051:x:990:\n"},
    {"hosts", "127.0.0.1 localhost localhost.localdomain\n127.0.0.1 sandbox.localdomain sandbox\n::1 localhost localhost.localdomain\n"},
    {"nsswitch.conf", "passwd: files\ngroup: files\nhosts: files dns\nservices: files\nprotocols: files\n"},
    {"resolv.conf", "nameserver 169.254.100.1\noptions timeout:1 attempts:1\n"},
    {"hostname", "localhost\n"},
};

static int write_file(int etc, const struct file *file) {
    int descriptor = openat(etc, file->name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (descriptor < 0) return -1;
    size_t length = strlen(file->content);
    ssize_t written = write(descriptor, file->content, length);
    close(descriptor);
    if (written == (ssize_t)length) return 0;
    if (written >= 0) errno = ENOSPC;
    return -1;
}

int etc_write(int etc) {
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        if (write_file(etc, &files[i])) return -1;
    }
    // Lambda runs in UTC; a symbolic link into /usr works whether or not zone files are installed.
    return symlinkat("../usr/share/zoneinfo/UTC", etc, "localtime");
}
