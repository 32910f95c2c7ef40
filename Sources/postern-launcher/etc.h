// The synthetic /etc of a sandbox: nothing of the host's but certificates, the linker's cache and alternatives.
#pragma once

// Writes the files into the directory `etc`. Returns 0 or -1.
int etc_write(int etc);
