extension PatternTable {
    /// Whether a pattern matches a text.
    ///
    /// - Parameters:
    ///   - context: the keys that variables take their values from.
    @inline(__always)
    func matches(_ index: Int, _ text: Span<UInt8>, context: ContextStorage) -> Bool {
        let pattern = patterns.span[index]
        switch pattern.kind {
        case .template, .caselessTemplate: return matchesTemplate(pattern, text, context)
        default: return pattern.matches(text, pool: pool.span)
        }
    }

    /// Whether one of the patterns matches.
    @inline(__always)
    func matchesAny(_ range: IndexRange, _ text: Span<UInt8>, context: ContextStorage) -> Bool {
        var index = Int(range.start)
        let end = index &+ Int(range.count)
        while index < end {
            if matches(index, text, context: context) { return true }
            index &+= 1
        }
        return false
    }
}
