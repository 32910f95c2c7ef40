import Testing

@testable import PosternServer

struct PublicAddressTests {
    private static func ipv4(_ text: String) -> UInt32 {
        text.split(separator: ".").reduce(0) { $0 << 8 | (UInt32($1) ?? 0) }
    }

    @Test(
        "the internet is public",
        arguments: [
            "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "128.0.0.1",
            "172.15.0.1", "172.32.0.1", "192.167.0.1", "192.169.0.1", "203.0.113.7", "223.255.255.255",
        ]
    )
    func isPublic(address: String) {
        #expect(PublicAddress.includes(Self.ipv4(address)))
    }

    @Test(
        "private, local and reserved blocks are not, to their last address",
        arguments: [
            "0.0.0.0", "0.255.255.255", "10.0.0.0", "10.255.255.255", "100.64.0.0", "100.127.255.255",
            "127.0.0.1", "127.255.255.255", "169.254.0.0", "169.254.169.254", "172.16.0.0", "172.31.255.255",
            "192.0.0.170", "192.168.0.0", "192.168.255.255", "198.18.0.0", "198.19.255.255", "224.0.0.1",
            "239.255.255.255", "240.0.0.1", "255.255.255.255",
        ]
    )
    func isNotPublic(address: String) {
        #expect(!PublicAddress.includes(Self.ipv4(address)))
    }

    @Test(
        "of IPv6 only global unicast is, and nothing that stands for an IPv4 address",
        arguments: [
            ([0x26, 0x06, 0x47, 0x00], true), ([0x20, 0x01, 0x48, 0x60], true), ([0x20, 0x01, 0x00, 0x00], false),
            ([0x20, 0x02, 0x7F, 0x00], false), ([0xFE, 0x80, 0, 0], false), ([0xFC, 0, 0, 0], false),
            ([0xFD, 0x12, 0, 0], false), ([0xFF, 0x02, 0, 0], false), ([0, 0, 0, 0], false),
            ([0x00, 0x64, 0xFF, 0x9B], false),
        ] as [([UInt8], Bool)]
    )
    func ipv6(prefix: [UInt8], isPublic: Bool) {
        let address = prefix + [UInt8](repeating: 0, count: 11) + [1]
        #expect(PublicAddress.includes(address) == isPublic)
    }

    @Test("an IPv4-mapped address is not public, whatever it maps")
    func mapped() {
        let zeros = [UInt8](repeating: 0, count: 10)
        #expect(!PublicAddress.includes(zeros + [0xFF, 0xFF, 8, 8, 8, 8]))
        #expect(!PublicAddress.includes([0x20]))
    }

    @Test("this host's own addresses are known")
    func host() {
        #expect(HostAddresses.include(0x7F00_0001))
        #expect(!HostAddresses.include(Self.ipv4("203.0.113.7")))
    }
}
