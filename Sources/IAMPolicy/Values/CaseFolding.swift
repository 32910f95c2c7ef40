/// Case is ignored for ASCII letters only, in action names and condition keys.
extension UInt8 {
    @inline(__always)
    var asciiLowercased: UInt8 {
        self &- UInt8(ascii: "A") < 26 ? self | 0x20 : self
    }
}

/// A hash over bytes that are already folded. Equality must still be checked: callers choose tag keys.
@inline(__always)
func hashFolded(_ bytes: Span<UInt8>) -> UInt64 {
    var hash = mixBits(UInt64(truncatingIfNeeded: bytes.count))
    var index = 0
    while index < bytes.count {
        hash = (hash ^ UInt64(bytes[index])) &* 0x0000_0100_0000_01B3
        index &+= 1
    }
    return mixBits(hash)
}

/// Spreads every input bit over the whole word (the finaliser of SplitMix64).
@inline(__always)
func mixBits(_ word: UInt64) -> UInt64 {
    var bits = word &+ 0x9E37_79B9_7F4A_7C15
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
}

extension Span<UInt8> {
    /// Whether both hold the same bytes; compared by words of eight.
    @inline(__always)
    func equals(_ other: Span<UInt8>) -> Bool {
        let count = count
        guard count == other.count else { return false }
        let left = bytes
        let right = other.bytes
        var index = 0
        while index &+ 8 <= count {
            guard
                left.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
                    == right.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
            else { return false }
            index &+= 8
        }
        while index < count {
            guard self[index] == other[index] else { return false }
            index &+= 1
        }
        return true
    }
}
