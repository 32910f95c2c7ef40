// The launcher's own mount tree and the file system that every sandbox starts from.
//
// In the launcher's private mount namespace:
//   /host   what was / when the launcher started
//   /base   a sandbox's root without code: prepared once, copied by one open_tree call per sandbox
//   /new    where a sandbox puts its copy of /base before entering it
//   /proc   the launcher's own pid namespace
//   /loop   device nodes for the images behind /tmp
// None of it can be reached from the host, so no recursive chmod or rm over the state directory can walk into it.
#pragma once

#include "protocol.h"

// Moves this process, already in a mount namespace of its own, into that tree. Returns 0 or -1.
int root_prepare(struct csb_failure *failure);
