// Writes one batch of nf_tables messages and has the kernel carry it out, in this process's network namespace.
#pragma once

#include <stddef.h>
#include <stdint.h>

enum { NETLINK_BATCH_BYTES = 4096 };

struct netlink {
    _Alignas(8) unsigned char bytes[NETLINK_BATCH_BYTES];
    size_t length;
    size_t message;      // where the message being written begins
    uint32_t messages;   // written so far, the two around the batch included
    int is_overfull;     // something had no room; nothing is sent then
};

void netlink_begin_batch(struct netlink *batch);
void netlink_end_batch(struct netlink *batch);

// `type` is one of NFT_MSG_*.
void netlink_begin(struct netlink *batch, uint16_t type, uint16_t flags);
void netlink_end(struct netlink *batch);

void netlink_put(struct netlink *batch, uint16_t attribute, const void *value, size_t size);
// In network byte order, as nf_tables has all its numbers.
void netlink_put_number(struct netlink *batch, uint16_t attribute, uint32_t value);

// Attributes put before netlink_close() with the returned position are inside this one.
size_t netlink_nest(struct netlink *batch, uint16_t attribute);
void netlink_close(struct netlink *batch, size_t nest);

// Returns 0, or -1 with errno as the kernel gave it for the first message that it refused.
int netlink_commit(const struct netlink *batch);
