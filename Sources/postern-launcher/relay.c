#define _GNU_SOURCE
#include "relay.h"

#include <arpa/inet.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netlink.h>
#include <net/route.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "failure.h"
#include "netlink.h"
#include "protocol.h"

struct range {
    uint32_t address;  // host byte order
    unsigned length;   // of the prefix, in bits
};

// RFC 6890's blocks that are no place on the internet, less those for documentation and 127.0.0.0/8, which is the
// sandbox's own.
static const struct range unreachable[] = {
    {0x00000000, 8}, {0x0A000000, 8},  {0x64400000, 10}, {0xA9FE0000, 16}, {0xAC100000, 12},
    {0xC0000000, 24}, {0xC0A80000, 16}, {0xC6120000, 15}, {0xE0000000, 4},  {0xF0000000, 4},
};

static int add_route(int control, struct range range, int is_unreachable) {
    uint32_t mask = range.length == 0 ? 0 : UINT32_MAX << (32 - range.length);
    struct sockaddr_in destination = {.sin_family = AF_INET, .sin_addr = {htonl(range.address)}};
    struct sockaddr_in netmask = {.sin_family = AF_INET, .sin_addr = {htonl(mask)}};
    char loopback[] = "lo";
    struct rtentry route = {.rt_flags = RTF_UP | (is_unreachable ? RTF_REJECT : 0)};
    memcpy(&route.rt_dst, &destination, sizeof destination);
    memcpy(&route.rt_genmask, &netmask, sizeof netmask);
    if (!is_unreachable) route.rt_dev = loopback;
    return ioctl(control, SIOCADDRT, &route);
}

static int add_routes(int control) {
    for (size_t i = 0; i < sizeof unreachable / sizeof *unreachable; i++) {
        if (add_route(control, unreachable[i], 1)) return -1;
    }
    return add_route(control, (struct range){0, 0}, 0);
}

static const char table[] = "relay";
static const char chain[] = "output";

static void add_table(struct netlink *batch) {
    netlink_begin(batch, NFT_MSG_NEWTABLE, NLM_F_CREATE);
    netlink_put(batch, NFTA_TABLE_NAME, table, sizeof table);
    netlink_end(batch);
}

static void add_chain(struct netlink *batch) {
    netlink_begin(batch, NFT_MSG_NEWCHAIN, NLM_F_CREATE);
    netlink_put(batch, NFTA_CHAIN_TABLE, table, sizeof table);
    netlink_put(batch, NFTA_CHAIN_NAME, chain, sizeof chain);
    size_t hook = netlink_nest(batch, NFTA_CHAIN_HOOK);
    netlink_put_number(batch, NFTA_HOOK_HOOKNUM, NF_INET_LOCAL_OUT);
    netlink_put_number(batch, NFTA_HOOK_PRIORITY, (uint32_t)-100);  // where destinations are translated
    netlink_close(batch, hook);
    netlink_put(batch, NFTA_CHAIN_TYPE, "nat", sizeof "nat");
    netlink_end(batch);
}

// One expression of a rule; what stands between is its data.
struct expression {
    size_t element, data;
};

static struct expression begin_expression(struct netlink *batch, const char *name) {
    struct expression expression = {.element = netlink_nest(batch, NFTA_LIST_ELEM)};
    netlink_put(batch, NFTA_EXPR_NAME, name, strlen(name) + 1);
    expression.data = netlink_nest(batch, NFTA_EXPR_DATA);
    return expression;
}

static void end_expression(struct netlink *batch, struct expression expression) {
    netlink_close(batch, expression.data);
    netlink_close(batch, expression.element);
}

static void put_data(struct netlink *batch, uint16_t attribute, const void *value, size_t size) {
    size_t data = netlink_nest(batch, attribute);
    netlink_put(batch, NFTA_DATA_VALUE, value, size);
    netlink_close(batch, data);
}

static void compare(struct netlink *batch, enum nft_cmp_ops operator, const void *value, size_t size) {
    struct expression expression = begin_expression(batch, "cmp");
    netlink_put_number(batch, NFTA_CMP_SREG, NFT_REG_1);
    netlink_put_number(batch, NFTA_CMP_OP, operator);
    put_data(batch, NFTA_CMP_DATA, value, size);
    end_expression(batch, expression);
}

static void load_payload(struct netlink *batch, enum nft_payload_bases base, uint32_t offset, uint32_t size) {
    struct expression expression = begin_expression(batch, "payload");
    netlink_put_number(batch, NFTA_PAYLOAD_DREG, NFT_REG_1);
    netlink_put_number(batch, NFTA_PAYLOAD_BASE, base);
    netlink_put_number(batch, NFTA_PAYLOAD_OFFSET, offset);
    netlink_put_number(batch, NFTA_PAYLOAD_LEN, size);
    end_expression(batch, expression);
}

static void match_protocol(struct netlink *batch, uint8_t protocol) {
    struct expression expression = begin_expression(batch, "meta");
    netlink_put_number(batch, NFTA_META_DREG, NFT_REG_1);
    netlink_put_number(batch, NFTA_META_KEY, NFT_META_L4PROTO);
    end_expression(batch, expression);
    compare(batch, NFT_CMP_EQ, &protocol, sizeof protocol);
}

enum { DESTINATION = 16, DESTINATION_PORT = 2 };  // offsets in the IPv4 and the UDP header

// 127.0.0.0/8 stays inside.
static void match_beyond_loopback(struct netlink *batch) {
    uint8_t loopback = 127;
    load_payload(batch, NFT_PAYLOAD_NETWORK_HEADER, DESTINATION, sizeof loopback);
    compare(batch, NFT_CMP_NEQ, &loopback, sizeof loopback);
}

static void match_beyond_listeners(struct netlink *batch) {
    uint32_t listeners = htonl(CSB_LISTENER_ADDRESS);
    load_payload(batch, NFT_PAYLOAD_NETWORK_HEADER, DESTINATION, sizeof listeners);
    compare(batch, NFT_CMP_NEQ, &listeners, sizeof listeners);
}

// The name server that /etc/resolv.conf names has the listeners' address, too.
static void match_name_service(struct netlink *batch) {
    uint16_t port = htons(CSB_RELAY_NAME_PORT);
    load_payload(batch, NFT_PAYLOAD_TRANSPORT_HEADER, DESTINATION_PORT, sizeof port);
    compare(batch, NFT_CMP_EQ, &port, sizeof port);
}

static void redirect_to(struct netlink *batch, uint16_t port) {
    uint16_t value = htons(port);
    struct expression immediate = begin_expression(batch, "immediate");
    netlink_put_number(batch, NFTA_IMMEDIATE_DREG, NFT_REG_1);
    put_data(batch, NFTA_IMMEDIATE_DATA, &value, sizeof value);
    end_expression(batch, immediate);
    struct expression redirect = begin_expression(batch, "redir");
    netlink_put_number(batch, NFTA_REDIR_REG_PROTO_MIN, NFT_REG_1);
    end_expression(batch, redirect);
}

static void add_rule(
    struct netlink *batch, uint8_t protocol, void (*match)(struct netlink *batch), uint16_t port) {
    netlink_begin(batch, NFT_MSG_NEWRULE, NLM_F_CREATE | NLM_F_APPEND);
    netlink_put(batch, NFTA_RULE_TABLE, table, sizeof table);
    netlink_put(batch, NFTA_RULE_CHAIN, chain, sizeof chain);
    size_t expressions = netlink_nest(batch, NFTA_RULE_EXPRESSIONS);
    match_protocol(batch, protocol);
    match_beyond_loopback(batch);
    match(batch);
    redirect_to(batch, port);
    netlink_close(batch, expressions);
    netlink_end(batch);
}

static int add_redirections(void) {
    struct netlink batch = {.length = 0};
    netlink_begin_batch(&batch);
    add_table(&batch);
    add_chain(&batch);
    add_rule(&batch, IPPROTO_TCP, match_beyond_listeners, CSB_RELAY_TCP_PORT);
    add_rule(&batch, IPPROTO_UDP, match_name_service, CSB_RELAY_NAME_PORT);
    netlink_end_batch(&batch);
    return netlink_commit(&batch);
}

int relay_prepare(int control) {
    return add_redirections() || add_routes(control) ? -1 : 0;
}
