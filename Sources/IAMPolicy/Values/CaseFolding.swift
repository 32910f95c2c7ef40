/// Case is ignored for ASCII letters only, in action names and condition keys.
extension UInt8 {
    @inline(__always)
    var asciiLowercased: UInt8 {
        self &- UInt8(ascii: "A") < 26 ? self | 0x20 : self
    }
}

extension [UInt8] {
    /// Makes the ASCII letters in a range lower case.
    mutating func fold(_ range: Range<Int>) {
        var bytes = mutableSpan
        for index in range {
            bytes[index] = bytes[index].asciiLowercased
        }
    }
}

/// A hash over bytes that are already folded. Equality must still be checked: callers choose tag keys.
@inline(__always)
func hashFolded(_ bytes: Span<UInt8>) -> UInt64 {
    let raw = bytes.bytes
    var hash = mixBits(UInt64(truncatingIfNeeded: bytes.count))
    var index = 0
    while index &+ 8 <= bytes.count {
        hash = mixBits(hash ^ raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
        index &+= 8
    }
    var rest: UInt64 = 0
    while index < bytes.count {
        rest = rest << 8 | UInt64(bytes[index])
        index &+= 1
    }
    return mixBits(hash ^ rest)
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
