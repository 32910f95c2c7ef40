#define _GNU_SOURCE
#include "scratch.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/loop.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <unistd.h>

#include "mounts.h"

enum {
    LOOP_MAJOR = 7,
    LOOP_ATTEMPTS = 16,  // another program may take the free device between asking for it and using it
    IMAGE_DESCRIPTOR = 3,
};

static int make_image(int directory, uint64_t size_bytes) {
    int image = openat(directory, ".", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (image < 0) return -1;
    if (ftruncate(image, size_bytes) == 0) return image;
    close(image);
    return -1;
}

int scratch_is_possible(int directory) {
    int has_programs = access("/host/usr/sbin/mke2fs", X_OK) == 0 || access("/host/sbin/mke2fs", X_OK) == 0;
    if (!has_programs || access("/host/dev/loop-control", R_OK | W_OK)) return 0;
    int image = make_image(directory, 0);
    if (image < 0) return 0;
    close(image);
    return 1;
}

// Runs in a child: becomes mke2fs of the host. No journal and no early zeroing: the image does not outlive a crash.
static void execute_mke2fs(int image) {
    static char *const arguments[] = {
        "mke2fs", "-q", "-F", "-t", "ext4", "-O", "^has_journal", "-m", "0", "-E", "lazy_itable_init=1,nodiscard",
        "/proc/self/fd/3", NULL};
    static char *const environment[] = {NULL};
    if (dup2(image, IMAGE_DESCRIPTOR) < 0 || fcntl(IMAGE_DESCRIPTOR, F_SETFD, 0)) _exit(1);
    if (chroot("/host") || chdir("/")) _exit(1);
    execve("/usr/sbin/mke2fs", arguments, environment);
    execve("/sbin/mke2fs", arguments, environment);
    _exit(1);
}

static int format(int image) {
    pid_t child = fork();
    if (child < 0) return -1;
    if (child == 0) execute_mke2fs(image);
    int status;
    if (waitpid(child, &status, 0) != child) return -1;
    if (status == 0) return 0;
    errno = ENOEXEC;
    return -1;
}

// Puts the image on one free loop device. Returns the open device and its path, or -1.
static int try_loop(int control, int image, char path[32]) {
    int number = ioctl(control, LOOP_CTL_GET_FREE);
    if (number < 0) return -1;
    snprintf(path, 32, "/loop/%d", number);
    if (mknod(path, S_IFBLK | 0600, makedev(LOOP_MAJOR, number)) && errno != EEXIST) return -1;
    int device = open(path, O_RDWR | O_CLOEXEC);
    if (device < 0) return -1;
    struct loop_config configuration = {.fd = image, .info = {.lo_flags = LO_FLAGS_AUTOCLEAR}};
    if (ioctl(device, LOOP_CONFIGURE, &configuration) == 0) return device;
    int error = errno;
    close(device);
    errno = error;
    return -1;
}

static int attach_loop(int image, char path[32]) {
    int control = open("/host/dev/loop-control", O_RDWR | O_CLOEXEC);
    if (control < 0) return -1;
    int device = -1;
    for (int attempt = 0; device < 0 && attempt < LOOP_ATTEMPTS; attempt++) {
        device = try_loop(control, image, path);
        if (device < 0 && errno != EBUSY) break;
    }
    int error = errno;
    close(control);
    errno = error;
    return device;
}

// A fresh ext4 belongs to root and has a lost+found; /tmp belongs to everybody and is empty.
static int make_public(int mount) {
    int root = openat(mount, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (root < 0) return -1;
    int result = fchmod(root, 01777) || unlinkat(root, "lost+found", AT_REMOVEDIR) ? -1 : 0;
    int error = errno;
    close(root);
    errno = error;
    return result;
}

static int mount_image(int image) {
    char path[32];
    int device = attach_loop(image, path);
    if (device < 0) return -1;
    int mount = mount_device("ext4", path, MOUNT_SAFE);
    int error = errno;
    close(device);
    errno = error;
    if (mount < 0 || make_public(mount) == 0) return mount;
    close(mount);
    return -1;
}

int scratch_make(int directory, uint64_t size_bytes) {
    int image = make_image(directory, size_bytes);
    if (image < 0) return -1;
    int mount = format(image) ? -1 : mount_image(image);
    int error = errno;
    close(image);
    errno = error;
    return mount;
}

int scratch_make_in_memory(uint64_t size_bytes) {
    char size[24];
    snprintf(size, sizeof size, "%llu", (unsigned long long)size_bytes);
    return mount_tmpfs(size, "1777", MOUNT_SAFE);
}
