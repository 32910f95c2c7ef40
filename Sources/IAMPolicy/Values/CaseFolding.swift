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
        withUnsafeMutableBytes { bytes in
            var index = range.lowerBound
            while index &+ 8 <= range.upperBound {
                let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                bytes.storeBytes(of: word.asciiLowercased, toByteOffset: index, as: UInt64.self)
                index &+= 8
            }
            while index < range.upperBound {
                bytes[index] = bytes[index].asciiLowercased
                index &+= 1
            }
        }
    }
}

/// A hash that is the same for texts that differ only in case. Equality must still be checked: callers choose tag keys.
///
/// Each step multiplies eight bytes in and folds the two halves of the product together. The last word of a longer text
/// overlaps the one before it, so that no text is walked over byte by byte.
@inline(__always)
func hashIgnoringCase(_ bytes: Span<UInt8>) -> UInt64 {
    let raw = bytes.bytes
    let count = bytes.count
    var hash = UInt64(truncatingIfNeeded: count) ^ 0x9E37_79B9_7F4A_7C15
    guard count >= 8 else { return foldedProduct(hash, shortWord(raw).asciiLowercased) }
    var index = 0
    while index &+ 8 < count {
        hash = foldedProduct(hash, raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self).asciiLowercased)
        index &+= 8
    }
    return foldedProduct(hash, raw.unsafeLoadUnaligned(fromByteOffset: count &- 8, as: UInt64.self).asciiLowercased)
}

/// Up to seven bytes in one word, in an order that depends on how many there are.
@inline(__always)
private func shortWord(_ raw: RawSpan) -> UInt64 {
    let count = raw.byteCount
    if count >= 4 {
        let head = raw.unsafeLoadUnaligned(fromByteOffset: 0, as: UInt32.self)
        let tail = raw.unsafeLoadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)
        return UInt64(head) << 32 | UInt64(tail)
    }
    var word: UInt64 = 0
    for index in 0..<count {
        word = word << 8 | UInt64(raw.unsafeLoad(fromByteOffset: index, as: UInt8.self))
    }
    return word
}

@inline(__always)
private func foldedProduct(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let product = (hash ^ word).multipliedFullWidth(by: 0xBF58_476D_1CE4_E5B9)
    return product.high ^ product.low
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

    /// Whether both hold the same bytes but for the case of ASCII letters.
    func equalsIgnoringASCIICase(_ other: Span<UInt8>) -> Bool {
        guard count == other.count else { return false }
        for index in indices where self[index].asciiLowercased != other[index].asciiLowercased { return false }
        return true
    }
}
