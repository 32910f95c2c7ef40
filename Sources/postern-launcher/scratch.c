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

#include "failure.h"
#include "mounts.h"

enum {
    LOOP_MAJOR = 7,
    LOOP_ATTEMPTS = 16,  // another program may take the free device between asking for it and using it
    IMAGE_DESCRIPTOR = 3,
};

static int make_image(int directory, uint64_t size_bytes) {
    int image = openat(directory, ".", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (image < 0) return -1;
    return ftruncate(image, size_bytes) ? close_failed(image) : image;
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

static int run_mke2fs(int image) {
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
    return close_failed(device);
}

static int attach_loop(int image, char path[32]) {
    int control = open("/host/dev/loop-control", O_RDWR | O_CLOEXEC);
    if (control < 0) return -1;
    int device = -1;
    for (int attempt = 0; device < 0 && attempt < LOOP_ATTEMPTS; attempt++) {
        device = try_loop(control, image, path);
        if (device < 0 && errno != EBUSY) break;
    }
    close_failed(control);
    return device;
}

// A fresh ext4 belongs to root and has a lost+found; /tmp belongs to everybody and is empty.
static int make_public(int mount) {
    int root = openat(mount, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (root < 0) return -1;
    int is_failed = fchmod(root, 01777) || unlinkat(root, "lost+found", AT_REMOVEDIR);
    close_failed(root);
    return is_failed ? -1 : 0;
}

int scratch_format(int directory, uint64_t size_bytes) {
    int image = make_image(directory, size_bytes);
    if (image < 0) return -1;
    return run_mke2fs(image) ? close_failed(image) : image;
}

// Copies the parts of `from` that are not holes.
static int copy_data(int from, int to) {
    off_t hole = 0;
    for (off_t start; (start = lseek(from, hole, SEEK_DATA)) >= 0;) {
        hole = lseek(from, start, SEEK_HOLE);
        off_t source = start, target = start;
        while (source < hole) {
            if (copy_file_range(from, &source, to, &target, hole - source, 0) <= 0) return -1;
        }
    }
    return errno == ENXIO ? 0 : -1;  // no data after the last hole
}

int scratch_copy(int directory, int image) {
    struct stat status;
    if (fstat(image, &status)) return -1;
    int copy = make_image(directory, status.st_size);
    if (copy < 0) return -1;
    return copy_data(image, copy) ? close_failed(copy) : copy;
}

int scratch_mount(int image) {
    char path[32];
    int device = attach_loop(image, path);
    close_failed(image);  // the loop device holds it from here
    if (device < 0) return -1;
    int mount = mount_device("ext4", path, MOUNT_SAFE);
    close_failed(device);
    if (mount < 0) return -1;
    return make_public(mount) ? close_failed(mount) : mount;
}

int scratch_make_in_memory(uint64_t size_bytes) {
    char size[24];
    snprintf(size, sizeof size, "%llu", (unsigned long long)size_bytes);
    return mount_tmpfs(size, "1777", MOUNT_SAFE);
}
