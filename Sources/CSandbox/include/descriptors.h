// What the Swift side needs from the C library that Swift cannot import: macros and flags hidden behind _GNU_SOURCE.
#pragma once

// Opens a directory with O_PATH | O_CLOEXEC, following symbolic links. Returns the descriptor or -errno.
int csb_open_directory(const char *path);

// Makes a close-on-exec pipe whose reading end does not block, and which any user who holds the writing end may reopen.
// Returns 0 or -errno.
int csb_pipe(int ends[2]);
