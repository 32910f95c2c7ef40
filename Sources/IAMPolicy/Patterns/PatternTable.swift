/// Compiled patterns with the bytes and pieces they refer to.
struct PatternTable: Sendable {
    private(set) var pool: [UInt8] = []
    private(set) var patterns: [TextPattern] = []
    private(set) var pieces: [TemplatePiece] = []

    /// Stores bytes that something other than a pattern refers to.
    mutating func store(_ bytes: some Collection<UInt8>) -> IndexRange {
        pool.store(bytes)
    }

    /// Appends a pattern of bytes that are no text, and so hold no wildcards.
    mutating func appendRaw(_ bytes: [UInt8]) {
        patterns.append(TextPattern(kind: .exact, bytes: pool.store(bytes)))
    }

    mutating func append(_ kind: TextPattern.Kind) {
        patterns.append(TextPattern(kind: kind))
    }

    /// Compiles a pattern and appends it.
    ///
    /// - Parameters:
    ///   - undecidable: whether a pattern that cannot be evaluated counts as matching, which the effect of its statement
    ///     decides: it must deny, and must not allow.
    mutating func append(
        _ text: String,
        syntax: PatternSyntax,
        ignoringCase: Bool = false,
        undecidable: Bool
    ) {
        // Documents with such a variable are refused; one that got here all the same keeps its statement closed.
        guard let parsed = try? syntax.parse(text) else {
            patterns.append(TextPattern(kind: undecidable ? .any : .never))
            return
        }
        if parsed.contains(.misplacedVariable), !undecidable {
            patterns.append(TextPattern(kind: .never))
            return
        }
        let resolved = parsed.map { $0 == .misplacedVariable ? .text([Wildcard.segmentRun]) : $0 }
        if let literal = resolved.joinedText {
            var pattern = TextPattern(literal[...], at: pool.store(literal))
            if ignoringCase { pattern.kind = .caseless }
            patterns.append(pattern)
        } else {
            appendTemplate(resolved, ignoringCase: ignoringCase)
        }
    }

    private mutating func appendTemplate(_ parsed: [PatternSyntax.Piece], ignoringCase: Bool) {
        let start = pieces.count
        for piece in parsed {
            switch piece {
            case .text(let bytes): pieces.append(literal(bytes))
            case .variable(let key, let value): pieces.append(variable(key, defaultValue: value))
            case .misplacedVariable: pieces.append(literal([Wildcard.segmentRun]))
            }
        }
        let range = IndexRange(start: start, count: pieces.count - start)
        patterns.append(TextPattern(kind: ignoringCase ? .caselessTemplate : .template, bytes: range))
    }

    private mutating func literal(_ bytes: [UInt8]) -> TemplatePiece {
        TemplatePiece(
            text: pool.store(bytes),
            key: .empty,
            keyHash: 0,
            isVariable: false,
            hasWildcard: bytes.contains(where: Wildcard.isWildcard),
            hasDefault: false
        )
    }

    /// "You cannot use multivalued context keys as policy variables": such a variable never has a value, not even where a
    /// request carries just one, and its default stands in for it always.
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html>
    private mutating func variable(_ key: String, defaultValue: String?) -> TemplatePiece {
        let folded = key.utf8.map(\.asciiLowercased)
        let text = defaultValue.map { pool.store(Array($0.utf8)) } ?? .empty
        let isUsable = !ServiceReference.isMultivalued(String(decoding: folded, as: UTF8.self))
        return TemplatePiece(
            text: text,
            key: isUsable ? pool.store(folded) : .empty,
            keyHash: isUsable ? hashIgnoringCase(folded.span) : 0,
            isVariable: isUsable || defaultValue == nil,
            hasWildcard: false,
            hasDefault: defaultValue != nil
        )
    }
}

extension [PatternSyntax.Piece] {
    /// The bytes when no piece is a variable.
    fileprivate var joinedText: [UInt8]? {
        var joined: [UInt8] = []
        for piece in self {
            guard case .text(let bytes) = piece else { return nil }
            joined += bytes
        }
        return joined
    }
}
