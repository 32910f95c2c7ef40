/// A value of a context key that makes a condition hold, or fail. Only obvious ones: the search tries what it suggests.
struct ContextSuggestion {
    private let clause: ConditionClause
    private let traits: ConditionOperator.Traits

    init(_ clause: ConditionClause) {
        self.clause = clause
        traits = clause.operation.value.comparison.traits
    }

    /// - Returns: nil where no value suggests itself.
    func values(satisfying: Bool) -> [String]? {
        guard let first = clause.values.first?.value else { return nil }
        let wantsMatch = satisfying != traits.isNegated
        if traits.kind == .bool {
            guard let flag = BooleanText.parse(Array(first.utf8).span) else { return nil }
            return [flag == wantsMatch ? "true" : "false"]
        }
        guard wantsMatch else { return nil }
        switch traits.kind {
        case .text, .arn: return plainText(first).map { [$0] }
        case .number: return number(first).map { [$0] }
        case .instant: return traits.relation.admitsEqual ? [first] : nil
        case .network: return [String(first.prefix { $0 != "/" })]
        case .binary: return [first]
        case .bool, .null: return nil
        }
    }

    /// A text that the pattern matches; nil when that depends on the request.
    private func plainText(_ pattern: String) -> String? {
        guard !pattern.hasVariableMark else { return nil }
        guard traits.scope != .literal else { return pattern }
        return String(pattern.map { $0 == "*" || $0 == "?" ? "x" : $0 })
    }

    private func number(_ text: String) -> String? {
        guard !traits.relation.admitsEqual else { return text }
        return Int(text).map { String(traits.relation == .less ? $0 - 1 : $0 + 1) }
    }
}

extension Relation {
    fileprivate var admitsEqual: Bool { self != .less && self != .greater }
}
