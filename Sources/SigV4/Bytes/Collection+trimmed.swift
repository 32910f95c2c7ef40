extension BidirectionalCollection<UInt8> {
    /// The bytes without the white space around them.
    var trimmed: SubSequence {
        let isText: (UInt8) -> Bool = { !ASCII.isWhitespace($0) }
        guard let first = firstIndex(where: isText), let last = lastIndex(where: isText) else {
            return self[endIndex...]
        }
        return self[first...last]
    }
}
