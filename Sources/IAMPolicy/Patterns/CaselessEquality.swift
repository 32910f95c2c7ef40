/// Compares texts without regard to case, character by character as Java's `equalsIgnoreCase` does: no folding that
/// changes the length (`ß` is not `ss`), no normalisation.
func equalsIgnoringCase(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
    var l = 0
    var r = 0
    while l < left.count, r < right.count {
        if left[l] < 0x80, right[r] < 0x80 {
            guard left[l].asciiLowercased == right[r].asciiLowercased else { return false }
            l &+= 1
            r &+= 1
        } else {
            guard let a = decodeScalar(left, at: &l), let b = decodeScalar(right, at: &r), a.equalsIgnoringCase(b)
            else { return false }
        }
    }
    return l == left.count && r == right.count
}

/// Decodes the character at an index and steps over it; nil when the bytes are not UTF-8.
private func decodeScalar(_ text: Span<UInt8>, at index: inout Int) -> Unicode.Scalar? {
    let first = text[index]
    let count = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard index + count <= text.count else { return nil }
    var value = count == 1 ? UInt32(first) : UInt32(first) & (0x7F >> UInt32(count))
    for offset in 1..<count {
        value = value << 6 | UInt32(text[index + offset] & 0x3F)
    }
    index += count
    return Unicode.Scalar(value)
}

extension Unicode.Scalar {
    fileprivate func equalsIgnoringCase(_ other: Unicode.Scalar) -> Bool {
        self == other || simpleUppercase == other.simpleUppercase || simpleLowercase == other.simpleLowercase
    }

    private var simpleUppercase: Unicode.Scalar { single(properties.uppercaseMapping) }
    private var simpleLowercase: Unicode.Scalar { single(properties.lowercaseMapping) }

    /// The mapping when it is one character, else the character itself.
    private func single(_ mapping: String) -> Unicode.Scalar {
        let scalars = mapping.unicodeScalars
        guard let first = scalars.first, scalars.count == 1 else { return self }
        return first
    }
}
