/// Where the fields of an ARN stand in its bytes.
struct ARNFields {
    let service: Range<Int>
    let account: Range<Int>
    /// Everything after the fifth colon.
    let resource: Range<Int>

    /// - Returns: nil when the text does not start with `arn:` or has fewer than five colons.
    init?(_ text: Span<UInt8>) {
        var colons = InlineArray<5, Int>(repeating: 0)
        var count = 0
        var index = 0
        while index < text.count, count < 5 {
            index = text.indexOfColon(from: index)
            guard index < text.count else { break }
            colons[count] = index
            count &+= 1
            index &+= 1
        }
        guard count == 5, text.extracting(0..<colons[0]).isEqual(to: "arn") else { return nil }
        service = colons[1] + 1..<colons[2]
        account = colons[3] + 1..<colons[4]
        resource = colons[4] + 1..<text.count
    }

    /// Whether the account is one (AWS's own resources have `aws` in its place, buckets nothing).
    func hasAccountID(in text: Span<UInt8>) -> Bool {
        guard account.count == 12 else { return false }
        for index in account where !text[index].isASCIIDigit { return false }
        return true
    }
}

extension Span<UInt8> {
    /// The index of the first colon at or after an index; the end when there is none. Looked for eight bytes at a time:
    /// subtracting one from a byte that is zero borrows from its high bit.
    @inline(__always)
    func indexOfColon(from start: Int) -> Int {
        let raw = bytes
        var index = start
        while index &+ 8 <= count {
            let word = UInt64(littleEndian: raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
            let difference = word ^ 0x3A3A_3A3A_3A3A_3A3A
            let found = (difference &- 0x0101_0101_0101_0101) & ~difference & 0x8080_8080_8080_8080
            if found != 0 { return index &+ found.trailingZeroBitCount >> 3 }
            index &+= 8
        }
        while index < count, self[index] != UInt8(ascii: ":") { index &+= 1 }
        return index
    }

    /// The index after so many colons; the end when there are fewer.
    func index(afterColons colons: Int) -> Int {
        var index = 0
        for _ in 0..<colons {
            index = indexOfColon(from: index)
            guard index < count else { return count }
            index &+= 1
        }
        return index
    }

    /// Whether there are at least so many colons.
    func contains(colons: Int) -> Bool {
        var index = 0
        for _ in 0..<colons {
            index = indexOfColon(from: index)
            guard index < count else { return false }
            index &+= 1
        }
        return true
    }

    /// Whether the bytes are those of a word.
    @inline(__always)
    func isEqual(to word: StaticString) -> Bool {
        count == word.utf8CodeUnitCount && hasPrefix(word)
    }

    /// Whether the bytes start with those of a word.
    @inline(__always)
    func hasPrefix(_ word: StaticString) -> Bool {
        guard count >= word.utf8CodeUnitCount else { return false }
        return word.withUTF8Buffer { word in
            for index in word.indices where self[index] != word[index] { return false }
            return true
        }
    }

    /// Whether the bytes are those of a text.
    func equals(text: String) -> Bool { equals(text.utf8.span) }
}
