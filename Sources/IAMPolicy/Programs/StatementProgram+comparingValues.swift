extension StatementProgram {
    /// Whether one value of the request matches one of the policy's.
    @inline(__always)
    func matches(_ row: ConditionRow, _ value: IndexRange, _ context: ContextStorage) -> Bool {
        let text = context.bytes.span.extracting(value.bounds)
        switch row.kind {
        case .text: return patterns.matchesAny(row.values, text, context: context)
        case .arn: return matchesARN(row, text, context)
        case .binary: return matchesBinary(row, text)
        case .number: return matchesNumber(row, text)
        case .instant: return matchesInstant(row, text)
        case .network: return matchesNetwork(row, text)
        case .bool: return matchesBool(row, text)
        case .null: return false
        }
    }

    /// A value without an ARN's six components is none, and no pattern can be held against it.
    private func matchesARN(_ row: ConditionRow, _ text: Span<UInt8>, _ context: ContextStorage) -> Bool {
        guard text.contains(colons: 5) else { return row.undecidable && row.values.count > 0 }
        return patterns.matchesAny(row.values, text, context: context)
    }

    private func matchesBinary(_ row: ConditionRow, _ text: Span<UInt8>) -> Bool {
        let pool = patterns.pool.span
        for index in row.values.bounds {
            let pattern = patterns.patterns[index]
            switch pattern.kind {
            case .exact:
                if Base64Text.encodes(text, pool.extracting(pattern.bytes.bounds)) ?? row.undecidable { return true }
            case .any: return true
            default: continue
            }
        }
        return false
    }

    private func matchesNumber(_ row: ConditionRow, _ text: Span<UInt8>) -> Bool {
        let requested = DecimalNumber(text)
        let pool = patterns.pool.span
        for index in row.values.bounds {
            let value = numbers[index]
            guard let requested, let number = value.number else {
                if row.undecidable { return true }
                continue
            }
            let ordering = DecimalNumber.order(requested, in: text, number, in: pool.extracting(value.text.bounds))
            if row.relation.holds(for: ordering) { return true }
        }
        return false
    }

    private func matchesInstant(_ row: ConditionRow, _ text: Span<UInt8>) -> Bool {
        let requested = Instant(text)
        for index in row.values.bounds {
            guard let requested, let instant = instants[index] else {
                if row.undecidable { return true }
                continue
            }
            if row.relation.holds(for: Ordering(requested, instant)) { return true }
        }
        return false
    }

    private func matchesNetwork(_ row: ConditionRow, _ text: Span<UInt8>) -> Bool {
        let requested = IPNetwork(text).flatMap { $0.isSingleAddress ? $0 : nil }
        for index in row.values.bounds {
            guard let requested, let network = networks[index] else {
                if row.undecidable { return true }
                continue
            }
            if network.contains(requested) { return true }
        }
        return false
    }

    private func matchesBool(_ row: ConditionRow, _ text: Span<UInt8>) -> Bool {
        let requested = BooleanText.parse(text)
        let pool = patterns.pool.span
        for index in row.values.bounds {
            guard let requested, pool[index] < 2 else {
                if row.undecidable { return true }
                continue
            }
            if requested == (pool[index] == 1) { return true }
        }
        return false
    }
}
