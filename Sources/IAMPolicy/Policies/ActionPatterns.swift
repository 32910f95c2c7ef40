/// The action patterns of a document, folded, so that the statements that bear on an action are found quickly.
struct ActionPatterns: ~Copyable, Sendable {
    private var pool: [UInt8] = []
    private var patterns: [TextPattern] = []
    /// Per statement, its patterns and whether they are excluded.
    private var statements: [(patterns: IndexRange, isComplement: Bool)] = []

    init(_ document: PolicyDocument) {
        for statement in document.statements {
            let start = patterns.count
            for pattern in statement.action.patterns {
                let range = store(pattern.value)
                patterns.append(TextPattern(pool[range.bounds], at: range))
            }
            let range = IndexRange(start: start, count: patterns.count - start)
            statements.append((range, statement.action.isComplement))
        }
    }

    private mutating func store(_ pattern: String) -> IndexRange {
        let start = pool.count
        let bytes = pattern.utf8.span
        for index in bytes.indices { pool.append(bytes[index].foldedActionByte) }
        return IndexRange(start: start, count: bytes.count)
    }

    /// Whether the statement's `Action` or `NotAction` covers an action.
    ///
    /// - Parameter action: folded.
    func covers(_ action: Span<UInt8>, statement: Int) -> Bool {
        let (range, isComplement) = statements[statement]
        for index in range.bounds where patterns[index].matches(action, pool: pool.span) {
            return !isComplement
        }
        return isComplement
    }
}

extension UInt8 {
    /// Lower case, wildcards as ``Wildcard`` bytes. Variables have no meaning in actions.
    fileprivate var foldedActionByte: UInt8 {
        switch self {
        case UInt8(ascii: "*"): Wildcard.run
        case UInt8(ascii: "?"): Wildcard.one
        default: asciiLowercased
        }
    }
}
