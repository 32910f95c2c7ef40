// Who a function is outside its sandbox.
#pragma once

#include "protocol.h"

// Makes root an ordinary user that nobody else is. Without privilege, root's number alone would still be dangerous to
// give to functions: kernel parameters can be written by whoever has it. Returns 0, also for an ordinary user, or -1.
int identity_leave_root(void);

// A user namespace in which the function's user and group are the only ones there are.
//
// As root, every slot has outer ids of its own that no other user of the host has: functions cannot touch each other's
// processes or files even where namespaces would let them, and each has its own count of processes. As an ordinary user
// the outer ids are that user's. Returns the namespace, which may be kept for the next sandbox in the same slot, or -1.
int identity_namespace(enum csb_tier tier, unsigned slot);
