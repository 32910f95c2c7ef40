// The low-level digests are what the floor measures: contexts on the stack, nothing fetched per call.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>
