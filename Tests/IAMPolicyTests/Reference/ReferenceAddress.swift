import Foundation

/// An IP address or block, as bits written out in text, so that "lies in the block" is "begins with".
struct ReferenceAddress {
    /// 32 or 128 characters of `0` and `1`.
    let bits: String
    let prefixLength: Int

    /// Reads `10.0.0.1`, `10.0.0.0/8`, `2001:db8::1` or `2001:db8::/32`; nil for anything else. Without a prefix it
    /// is a single address: the guide's "/32" is taken to mean that for IPv6 too.
    /// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IPAddress
    init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard let bits = Self.version4(parts[0]) ?? Self.version6(parts[0]) else { return nil }
        self.bits = bits
        switch parts.count {
        case 1: prefixLength = bits.count
        case 2:
            guard parts[1][...].isDigits, let length = Int(parts[1]), length <= bits.count
            else { return nil }
            prefixLength = length
        default: return nil
        }
    }

    var isSingle: Bool { prefixLength == bits.count }

    func contains(_ address: ReferenceAddress) -> Bool {
        bits.count == address.bits.count && address.bits.hasPrefix(bits.prefix(prefixLength))
    }

    private static func version4(_ text: String) -> String? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        let octets = parts.compactMap { $0.isDigits && ($0 == "0" || !$0.hasPrefix("0")) ? UInt8($0) : nil }
        return octets.count == 4 ? octets.map { binary(Int($0), width: 8) }.joined() : nil
    }

    private static func version6(_ text: String) -> String? {
        let halves = text.components(separatedBy: "::")
        guard (1...2).contains(halves.count) else { return nil }
        let groups = halves.map(groups)
        let known = groups.compactMap(\.self).reduce(0) { $0 + $1.count }
        guard groups.allSatisfy({ $0 != nil }), halves.count == 1 ? known == 8 : known < 8 else { return nil }
        let zeros = Array(repeating: 0, count: 8 - known)
        let all = (groups[0] ?? []) + zeros + (groups.count == 2 ? groups[1] ?? [] : [])
        return all.map { binary($0, width: 16) }.joined()
    }

    private static func groups(_ text: String) -> [Int]? {
        if text.isEmpty { return [] }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { part in
            part.count <= 4 && part.allSatisfy { $0.isASCII && $0.isHexDigit } ? Int(part, radix: 16) : nil
        }
        return numbers.count == parts.count ? numbers : nil
    }

    private static func binary(_ number: Int, width: Int) -> String {
        let digits = String(number, radix: 2)
        return String(repeating: "0", count: width - digits.count) + digits
    }
}
