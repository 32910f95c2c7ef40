// The system calls that a function cannot make.
#pragma once

// Installs the filter in this thread; its children inherit it. Needs no_new_privs. Returns 0 or -1.
int seccomp_install(void);
