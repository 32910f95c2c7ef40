extension PatternTable {
    /// Bytes of a resolved template that fit without allocating; tag values and names are shorter.
    private static let scratchBytes = 1024

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

    /// Puts the variables' values in and matches the result. Without a value and a default nothing matches:
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-no-value>
    private func matchesTemplate(_ pattern: TextPattern, _ text: Span<UInt8>, _ context: ContextStorage) -> Bool {
        guard let count = resolvedCount(pattern.bytes, context) else { return false }
        let isCaseless = pattern.kind == .caselessTemplate
        guard count <= Self.scratchBytes else {
            guard let resolved = resolve(pattern.bytes, context) else { return false }
            return isCaseless ? equalsIgnoringCase(resolved.span, text) : globMatches(resolved.span, text)
        }
        var scratch = InlineArray<1024, UInt8>(repeating: 0)
        write(pattern.bytes, context, to: &scratch)
        let resolved = scratch.span.extracting(0..<count)
        return isCaseless ? equalsIgnoringCase(resolved, text) : globMatches(resolved, text)
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
    private func source(of piece: TemplatePiece, _ context: ContextStorage) -> (isContext: Bool, range: IndexRange)? {
        guard piece.isVariable else { return (false, piece.text) }
        if let value = context.singleValue(piece.keyHash, pool.span.extracting(piece.key.bounds)) {
            return (true, value)
        }
        return piece.hasDefault ? (false, piece.text) : nil
    }

    private func write(_ range: IndexRange, _ context: ContextStorage, to scratch: inout InlineArray<1024, UInt8>) {
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
