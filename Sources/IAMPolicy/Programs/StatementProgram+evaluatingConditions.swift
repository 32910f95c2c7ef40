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
}
