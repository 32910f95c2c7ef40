#ifndef POSTERN_ALLOCATION_COUNTER_H
#define POSTERN_ALLOCATION_COUNTER_H

#include <stdint.h>

/// How often this process asked for heap memory so far. Linking this module replaces malloc and its sisters in the
/// whole process, the Swift runtime included, by ones that count and pass the call on.
uint64_t postern_allocation_count(void);

/// Bytes of heap memory in use now, the allocator's own head of each block included.
uint64_t postern_heap_bytes(void);

#endif
