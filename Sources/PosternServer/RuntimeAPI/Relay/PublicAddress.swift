/// Which addresses functions may reach: those of the internet, and of this host none.
///
/// What a name server answers decides nothing: the address that is dialled is looked at.
///
/// Source: the IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890), less the blocks for documentation,
/// which lead nowhere.
enum PublicAddress {
    private static let reserved: [(address: UInt32, bits: UInt32)] = [
        (0x0000_0000, 8), (0x0A00_0000, 8), (0x6440_0000, 10), (0x7F00_0000, 8), (0xA9FE_0000, 16),
        (0xAC10_0000, 12), (0xC000_0000, 24), (0xC0A8_0000, 16), (0xC612_0000, 15), (0xE000_0000, 4),
        (0xF000_0000, 4),
    ]

    /// - Parameter address: an IPv4 address in host byte order.
    static func includes(_ address: UInt32) -> Bool {
        !reserved.contains { (address ^ $0.address) >> (32 - $0.bits) == 0 }
    }

    /// - Parameter address: the sixteen bytes of an IPv6 address. Those that stand for IPv4 addresses, by whatever
    ///   mechanism, are not public: they would be a second door to these.
    static func includes(_ address: [UInt8]) -> Bool {
        // Global unicast is 2000::/3; of it, 2001::/23 is for protocols (Teredo too) and 2002::/16 is 6to4.
        guard address.count == 16, address[0] & 0xE0 == 0x20 else { return false }
        let first = UInt16(address[0]) << 8 | UInt16(address[1])
        return first != 0x2002 && !(first == 0x2001 && address[2] < 0x02)
    }
}
