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
            if text[index] == UInt8(ascii: ":") {
                colons[count] = index
                count += 1
            }
            index += 1
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
    /// The index after so many colons; the end when there are fewer.
    func index(afterColons count: Int) -> Int {
        var seen = 0
        var index = 0
        while index < self.count {
            if self[index] == UInt8(ascii: ":") { seen += 1 }
            index += 1
            if seen == count { return index }
        }
        return self.count
    }

    /// Whether there are at least so many colons.
    func contains(colons count: Int) -> Bool {
        var seen = 0
        var index = 0
        while index < self.count, seen < count {
            if self[index] == UInt8(ascii: ":") { seen += 1 }
            index += 1
        }
        return seen == count
    }

    /// Whether the bytes are those of a word.
    func isEqual(to word: String) -> Bool {
        count == word.utf8.count && hasPrefix(word)
    }

    /// Whether the bytes start with those of a word.
    func hasPrefix(_ word: String) -> Bool {
        guard count >= word.utf8.count else { return false }
        var index = 0
        for byte in word.utf8 {
            guard self[index] == byte else { return false }
            index &+= 1
        }
        return true
    }
}
