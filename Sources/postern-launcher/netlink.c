#define _GNU_SOURCE
#include "netlink.h"

#include <arpa/inet.h>
#include <errno.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netlink.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "failure.h"

static void append(struct netlink *batch, const void *bytes, size_t size) {
    size_t padded = NLMSG_ALIGN(size);
    if (batch->is_overfull || padded > sizeof batch->bytes - batch->length) {
        batch->is_overfull = 1;
        return;
    }
    memset(batch->bytes + batch->length, 0, padded);
    memcpy(batch->bytes + batch->length, bytes, size);
    batch->length += padded;
}

static void begin(struct netlink *batch, uint16_t type, uint16_t flags, uint8_t family, uint16_t resource) {
    struct nlmsghdr header = {
        .nlmsg_type = type, .nlmsg_flags = NLM_F_REQUEST | flags, .nlmsg_seq = batch->messages++};
    struct nfgenmsg generic = {.nfgen_family = family, .version = NFNETLINK_V0, .res_id = htons(resource)};
    batch->message = batch->length;
    append(batch, &header, sizeof header);
    append(batch, &generic, sizeof generic);
}

void netlink_end(struct netlink *batch) {
    if (batch->is_overfull) return;
    uint32_t length = batch->length - batch->message;
    memcpy(batch->bytes + batch->message + offsetof(struct nlmsghdr, nlmsg_len), &length, sizeof length);
}

void netlink_begin_batch(struct netlink *batch) {
    begin(batch, NFNL_MSG_BATCH_BEGIN, 0, AF_UNSPEC, NFNL_SUBSYS_NFTABLES);
    netlink_end(batch);
}

void netlink_end_batch(struct netlink *batch) {
    // Its answer is the last one.
    begin(batch, NFNL_MSG_BATCH_END, 0, AF_UNSPEC, NFNL_SUBSYS_NFTABLES);
    netlink_end(batch);
}

void netlink_begin(struct netlink *batch, uint16_t type, uint16_t flags) {
    begin(batch, NFNL_SUBSYS_NFTABLES << 8 | type, NLM_F_ACK | flags, AF_INET, 0);
}

void netlink_put(struct netlink *batch, uint16_t attribute, const void *value, size_t size) {
    struct nlattr header = {.nla_len = NLA_HDRLEN + size, .nla_type = attribute};
    append(batch, &header, sizeof header);
    append(batch, value, size);
}

void netlink_put_number(struct netlink *batch, uint16_t attribute, uint32_t value) {
    uint32_t ordered = htonl(value);
    netlink_put(batch, attribute, &ordered, sizeof ordered);
}

size_t netlink_nest(struct netlink *batch, uint16_t attribute) {
    size_t position = batch->length;
    struct nlattr header = {.nla_type = attribute | NLA_F_NESTED};
    append(batch, &header, sizeof header);
    return position;
}

void netlink_close(struct netlink *batch, size_t nest) {
    if (batch->is_overfull) return;
    uint16_t length = batch->length - nest;
    memcpy(batch->bytes + nest + offsetof(struct nlattr, nla_len), &length, sizeof length);
}

// Every message but the two around the batch is acknowledged.
static int await_answers(int socket, uint32_t expected) {
    _Alignas(struct nlmsghdr) unsigned char bytes[NETLINK_BATCH_BYTES];
    while (expected > 0) {
        int length = recv(socket, bytes, sizeof bytes, 0);
        if (length <= 0) return -1;
        for (struct nlmsghdr *header = (struct nlmsghdr *)bytes; NLMSG_OK(header, (unsigned)length);
             header = NLMSG_NEXT(header, length)) {
            if (header->nlmsg_type != NLMSG_ERROR) continue;
            const struct nlmsgerr *answer = NLMSG_DATA(header);
            errno = -answer->error;
            if (answer->error) return -1;
            if (expected > 0) expected--;
        }
    }
    return 0;
}

int netlink_commit(const struct netlink *batch) {
    errno = EMSGSIZE;
    if (batch->is_overfull) return -1;
    int descriptor = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_NETFILTER);
    if (descriptor < 0) return -1;
    struct sockaddr_nl kernel = {.nl_family = AF_NETLINK};
    int result = -1;
    if (connect(descriptor, (struct sockaddr *)&kernel, sizeof kernel) == 0
        && send(descriptor, batch->bytes, batch->length, 0) == (ssize_t)batch->length) {
        result = await_answers(descriptor, batch->messages - 2);
    }
    close_failed(descriptor);
    return result;
}
