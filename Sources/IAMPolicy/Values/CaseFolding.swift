// Case is ignored for ASCII letters only, in action names and condition keys.

extension UInt8 {
    @inline(__always)
    var asciiLowercased: UInt8 {
        self &- UInt8(ascii: "A") < 26 ? self | 0x20 : self
    }
}

extension UInt64 {
    /// Eight bytes at once with their ASCII letters made lower case.
    ///
    /// Adding to the low seven bits of each byte carries into its high bit what is at least "A", or beyond "Z"; the bytes
    /// where only the first is so are capitals.
    @inline(__always)
    var asciiLowercased: UInt64 {
        let low = self & 0x7F7F_7F7F_7F7F_7F7F
        let isBeyondZ = low &+ 0x2525_2525_2525_2525
        let isAtLeastA = low &+ 0x3F3F_3F3F_3F3F_3F3F
        let isCapital = (isAtLeastA ^ isBeyondZ) & ~self & 0x8080_8080_8080_8080
        return self | isCapital >> 2
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

/// A hash that is the same for texts that differ only in case. Equality must still be checked: callers choose tag keys.
@inline(__always)
func hashIgnoringCase(_ bytes: Span<UInt8>) -> UInt64 {
    let raw = bytes.bytes
    var hash = mixBits(UInt64(truncatingIfNeeded: bytes.count))
    var index = 0
    while index &+ 8 <= bytes.count {
        hash = mixBits(hash ^ raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self).asciiLowercased)
        index &+= 8
    }
    var rest: UInt64 = 0
    while index < bytes.count {
        rest = rest << 8 | UInt64(bytes[index])
        index &+= 1
    }
    return mixBits(hash ^ rest.asciiLowercased)
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

    /// Whether the bytes, made lower case, are those of a folded text.
    @inline(__always)
    func equalsFolded(_ folded: Span<UInt8>) -> Bool {
        let count = count
        guard count == folded.count else { return false }
        let left = bytes
        let right = folded.bytes
        var index = 0
        while index &+ 8 <= count {
            guard
                left.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self).asciiLowercased
                    == right.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
            else { return false }
            index &+= 8
        }
        while index < count {
            guard self[index].asciiLowercased == folded[index] else { return false }
            index &+= 1
        }
        return true
    }
}
