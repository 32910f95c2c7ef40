extension PatternTable {
    /// Puts the variables' values in and matches the result. Without a value and a default nothing matches:
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-no-value>
    ///
    /// Pieces are compared where they stand, up to the first wildcard; only a variable after one needs the rest of the
    /// template to be put together.
    func matchesTemplate(_ pattern: TextPattern, _ text: Span<UInt8>, _ context: ContextStorage) -> Bool {
        if pattern.kind == .caselessTemplate { return matchesCaseless(pattern.bytes, text, context) }
        let pieces = pieces.span
        var position = 0
        var index = Int(pattern.bytes.start)
        let end = index &+ Int(pattern.bytes.count)
        while index < end {
            let piece = pieces[index]
            if piece.hasWildcard {
                let rest = text.extracting(position..<text.count)
                guard index &+ 1 < end else { return globMatches(pool.span.extracting(piece.text.bounds), rest) }
                return matchesResolved(IndexRange(start: index, count: end &- index), rest, context)
            }
            guard let source = source(of: piece, context) else { return false }
            let count = Int(source.range.count)
            guard text.count &- position >= count else { return false }
            let expected = source.isContext ? context.bytes.span : pool.span
            guard expected.extracting(source.range.bounds).equals(text.extracting(position..<position &+ count)) else {
                return false
            }
            position &+= count
            index &+= 1
        }
        return position == text.count
    }

    private func matchesResolved(_ range: IndexRange, _ text: Span<UInt8>, _ context: ContextStorage) -> Bool {
        withResolved(range, context) { globMatches($0, text) }
    }

    private func matchesCaseless(_ range: IndexRange, _ text: Span<UInt8>, _ context: ContextStorage) -> Bool {
        withResolved(range, context) { equalsIgnoringCase($0, text) }
    }

    /// Puts a template together in scratch space, or in memory when it is longer than tag values and names are.
    ///
    /// - Returns: false when a variable has no value, else what the body returns.
    private func withResolved(
        _ range: IndexRange,
        _ context: ContextStorage,
        _ body: (Span<UInt8>) -> Bool
    ) -> Bool {
        guard let count = resolvedCount(range, context) else { return false }
        var scratch = InlineArray<512, UInt8>(repeating: 0)
        guard count <= scratch.count else { return resolve(range, context).map { body($0.span) } ?? false }
        write(range, context, to: &scratch)
        return body(scratch.span.extracting(0..<count))
    }

    /// The bytes of the resolved template; nil when a variable has no value.
    private func resolvedCount(_ range: IndexRange, _ context: ContextStorage) -> Int? {
        var total = 0
        for index in range.bounds {
            guard let source = source(of: pieces[index], context) else { return nil }
            total += Int(source.range.count)
        }
        return total
    }

    /// Where a piece's bytes stand; nil when its variable has no value.
    @inline(__always)
    private func source(of piece: TemplatePiece, _ context: ContextStorage) -> (isContext: Bool, range: IndexRange)? {
        guard piece.isVariable else { return (false, piece.text) }
        if let value = context.singleValue(piece.keyHash, pool.span.extracting(piece.key.bounds)) {
            return (true, value)
        }
        return piece.hasDefault ? (false, piece.text) : nil
    }

    private func write(_ range: IndexRange, _ context: ContextStorage, to scratch: inout InlineArray<512, UInt8>) {
        var position = 0
        for index in range.bounds {
            guard let source = source(of: pieces[index], context) else { return }
            for byte in source.range.bounds {
                scratch[position] = source.isContext ? context.bytes[byte] : pool[byte]
                position += 1
            }
        }
    }

    /// The resolved bytes of a template, however long; nil when a variable has no value.
    func resolve(_ range: IndexRange, _ context: ContextStorage) -> [UInt8]? {
        var bytes: [UInt8] = []
        for index in range.bounds {
            guard let source = source(of: pieces[index], context) else { return nil }
            bytes += source.isContext ? context.bytes[source.range.bounds] : pool[source.range.bounds]
        }
        return bytes
    }
}
