extension StatementProgram {
    /// Whether all conditions hold.
    @inline(__always)
    func conditionsHold(_ range: IndexRange, _ context: ContextStorage) -> Bool {
        let conditions = conditions.span
        var index = Int(range.start)
        let end = index &+ Int(range.count)
        while index < end {
            guard holds(conditions[index], context) else { return false }
            index &+= 1
        }
        return true
    }

    private func holds(_ row: ConditionRow, _ context: ContextStorage) -> Bool {
        let key = patterns.pool.span.extracting(row.key.bounds)
        guard let index = context.find(row.keyHash, key), context.slots[index].valueCount > 0 else {
            return holdsForAbsentKey(row)
        }
        let slot = context.slots[index]
        if row.kind == .null { return asksForNull(row, areAllEmpty(slot, context)) }
        switch row.quantifier {
        case .single:
            // "Multivalued context keys require a condition set operator": without one nothing can be said of them.
            // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
            guard slot.valueCount == 1 else { return row.undecidable != row.isNegated }
            return matches(row, slot.value, context) != row.isNegated
        case .all:
            return areAllEmpty(slot, context) || !contains(slot, row, context, whoseMatchIs: row.isNegated)
        case .any:
            return !areAllEmpty(slot, context) && contains(slot, row, context, whoseMatchIs: !row.isNegated)
        }
    }

    /// Whether the key has a value that does, or does not, match one of the policy's.
    private func contains(
        _ slot: ContextSlot,
        _ row: ConditionRow,
        _ context: ContextStorage,
        whoseMatchIs expected: Bool
    ) -> Bool {
        for index in 0..<Int(slot.valueCount)
        where matches(row, context.value(index, of: slot), context) == expected {
            return true
        }
        return false
    }

    /// A missing key, or one without values.
    ///
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html>
    private func holdsForAbsentKey(_ row: ConditionRow) -> Bool {
        if row.kind == .null { return asksForNull(row, true) }
        if row.ifExists { return true }
        switch row.quantifier {
        case .single: return row.isNegated
        case .all: return true
        case .any: return false
        }
    }

    private func asksForNull(_ row: ConditionRow, _ isNull: Bool) -> Bool {
        let pool = patterns.pool.span
        for index in row.values.bounds {
            let value = pool[index]
            if value == 2 ? row.undecidable : (value == 1) == isNull { return true }
        }
        return false
    }

    /// "Key values that resolve to a null data set, such as an empty string".
    private func areAllEmpty(_ slot: ContextSlot, _ context: ContextStorage) -> Bool {
        for index in 0..<Int(slot.valueCount) where context.value(index, of: slot).count > 0 {
            return false
        }
        return true
    }

    /// Whether one value of the request matches one of the policy's.
    @inline(__always)
    private func matches(_ row: ConditionRow, _ value: IndexRange, _ context: ContextStorage) -> Bool {
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
