// The new mount API (Linux 5.2): mounts are made detached, as descriptors, and attached with one call.
// glibc 2.36 has wrappers for it, older ones do not; these go to the kernel directly.
#pragma once

#include <stdint.h>

// What mounts shown to a function may not do; the values are those of MOUNT_ATTR_* in <linux/mount.h>.
enum {
    MOUNT_DEVICES = 0x2,                // nosuid
    MOUNT_SAFE = MOUNT_DEVICES | 0x4,   // nosuid, nodev
    MOUNT_READ_ONLY = MOUNT_SAFE | 0x1, // nosuid, nodev, ro
};

// A detached copy of the mount at `path` below `directory` ("" for the directory itself), with `attributes` added;
// `recursive` copies the mounts below it too. Returns the mount or -1.
int mount_clone(int directory, const char *path, int recursive, uint64_t attributes);

// A detached tmpfs. `size` as tmpfs(5) takes it ("1m"), `mode` in octal. Returns the mount or -1.
int mount_tmpfs(const char *size, const char *mode, uint64_t attributes);

// A detached overlay without an upper directory; later directories cover earlier ones. Returns the mount or -1.
int mount_overlay(const int *directories, unsigned count);

// A detached proc that shows only the reader's own processes. Returns the mount or -1.
int mount_proc(void);

// A detached file system of `type` on the block device at `source`. Returns the mount or -1.
int mount_device(const char *type, const char *source, uint64_t attributes);

// Attaches a detached mount and closes its descriptor. Returns 0 or -1.
int mount_attach(int mount, int directory, const char *path);

// Makes the directory `root`, which must be a mount, the root of this mount namespace; the old root is gone.
// Returns 0 or -1.
int mount_enter_root(int root);
