/// An address or a range of addresses of one family.
///
/// IPv4-mapped IPv6 addresses count as IPv4, whichever socket saw them.
struct IPNetwork: BitwiseCopyable, Sendable {
    /// The address, in the low 32 bits for IPv4, with the bits below the prefix cleared.
    var address: UInt128
    /// Ones where the address counts.
    var mask: UInt128
    var isIPv4: Bool

    /// Whether an address, which is no range, belongs to the range.
    @inline(__always)
    func contains(_ address: IPNetwork) -> Bool {
        isIPv4 == address.isIPv4 && address.address & mask == self.address
    }

    /// Whether this is one address, as requests come from.
    var isSingleAddress: Bool { mask == (isIPv4 ? 0xFFFF_FFFF : .max) }

    /// Reads `203.0.113.0/24`, `2001:DB8::/32`, or an address without a prefix.
    ///
    /// Without a prefix the one address is meant; the guide says "/32" of both families, which for IPv6 would be a
    /// range that its author did not write:
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IPAddress>
    init?(_ text: Span<UInt8>) {
        var slash = 0
        while slash < text.count, text[slash] != UInt8(ascii: "/") { slash += 1 }
        let addressText = text.extracting(0..<slash)
        let prefixText = slash < text.count ? text.extracting(slash + 1..<text.count) : nil
        if let address = IPAddressText.parseIPv4(addressText) {
            self.init(UInt128(address), isIPv4: true, prefixText: prefixText)
        } else if let address = IPAddressText.parseIPv6(addressText) {
            self.init(address, isIPv4: false, prefixText: prefixText)
        } else {
            return nil
        }
    }

    private init?(_ address: UInt128, isIPv4: Bool, prefixText: Span<UInt8>?) {
        let width = isIPv4 ? 32 : 128
        var prefix = width
        if let prefixText {
            guard let value = IPAddressText.parsePrefix(prefixText), value <= width else { return nil }
            prefix = value
        }
        let isMapped = !isIPv4 && address >> 32 == 0xFFFF && prefix >= 96
        let isIPv4 = isIPv4 || isMapped
        let hostBits = (isMapped ? 128 : width) - prefix
        let all: UInt128 = isIPv4 ? 0xFFFF_FFFF : .max
        mask = all & ~((1 << UInt128(hostBits)) &- 1)
        self.isIPv4 = isIPv4
        self.address = address & mask
    }
}
