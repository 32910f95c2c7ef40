// Directories that the server names by descriptor.
#pragma once

// Opens, in the launcher's mount namespace, the very directory that `theirs` refers to in the server's.
//
// A mount can only be copied in the namespace it belongs to, so the descriptor itself is of no use. Its path is asked
// from the kernel and followed without symbolic links; that the result is the same directory is checked by device and
// inode. Thus the server cannot make the privileged launcher show a directory which the server could not open.
// Returns the descriptor or -1.
int directory_reopen(int theirs);
