/// A compiled pattern: the shortest test that decides it, and where its bytes stand.
struct TextPattern: BitwiseCopyable, Sendable {
    enum Kind: UInt8, BitwiseCopyable {
        /// Matches nothing.
        case never
        /// Matches everything.
        case any
        /// Equal bytes.
        case exact
        /// Literal bytes, then anything.
        case prefix
        /// Literal bytes, anything, literal bytes.
        case affix
        /// Literal bytes, a glob between, literal bytes.
        case glob
        /// Equal without regard to case.
        case caseless
        /// Pieces with variables; `bytes` counts pieces, not bytes.
        case template
        /// Pieces with variables, compared without regard to case.
        case caselessTemplate
    }

    var kind: Kind
    /// The pattern in the pool, or its pieces in the list of pieces.
    var bytes: IndexRange
    /// Literal bytes before the first wildcard.
    var prefixCount: UInt32
    /// Literal bytes after the last wildcard.
    var suffixCount: UInt32

    init(kind: Kind, bytes: IndexRange = .empty) {
        self.kind = kind
        self.bytes = bytes
        prefixCount = 0
        suffixCount = 0
    }

    /// Classifies literal bytes and wildcards.
    ///
    /// - Parameter range: where `text` stands in the pool.
    init(_ text: ArraySlice<UInt8>, at range: IndexRange) {
        self.init(kind: .exact, bytes: range)
        guard let first = text.firstIndex(where: Wildcard.isWildcard),
            let last = text.lastIndex(where: Wildcard.isWildcard)
        else { return }
        prefixCount = UInt32(first - text.startIndex)
        suffixCount = UInt32(text.endIndex - 1 - last)
        guard first == last, text[first] == Wildcard.run else {
            kind = .glob
            return
        }
        kind = text.count == 1 ? .any : suffixCount == 0 ? .prefix : .affix
    }

    /// Decides every kind but the templates, whose pieces depend on the request.
    @inline(__always)
    func matches(_ text: Span<UInt8>, pool: Span<UInt8>) -> Bool {
        switch kind {
        case .any: true
        case .never, .template, .caselessTemplate: false
        case .exact: pool.extracting(bytes.bounds).equals(text)
        case .prefix: hasPrefix(text, pool)
        case .affix: hasAffixes(text, pool)
        case .glob: hasAffixes(text, pool) && matchesMiddle(text, pool)
        case .caseless: equalsIgnoringCase(pool.extracting(bytes.bounds), text)
        }
    }

    @inline(__always)
    private func hasPrefix(_ text: Span<UInt8>, _ pool: Span<UInt8>) -> Bool {
        let count = Int(prefixCount)
        guard text.count >= count else { return false }
        let start = Int(bytes.start)
        return pool.extracting(start..<start &+ count).equals(text.extracting(0..<count))
    }

    @inline(__always)
    private func hasAffixes(_ text: Span<UInt8>, _ pool: Span<UInt8>) -> Bool {
        let suffix = Int(suffixCount)
        guard text.count >= Int(prefixCount) &+ suffix, hasPrefix(text, pool) else { return false }
        let end = Int(bytes.start) &+ Int(bytes.count)
        return pool.extracting(end &- suffix..<end).equals(text.extracting(text.count &- suffix..<text.count))
    }

    private func matchesMiddle(_ text: Span<UInt8>, _ pool: Span<UInt8>) -> Bool {
        let start = Int(bytes.start) &+ Int(prefixCount)
        let end = Int(bytes.start) &+ Int(bytes.count) &- Int(suffixCount)
        return globMatches(
            pool.extracting(start..<end),
            text.extracting(Int(prefixCount)..<text.count &- Int(suffixCount))
        )
    }
}
