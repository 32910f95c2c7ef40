import Foundation

/// One operator of a `Condition` block, applied to one context key.
struct ReferenceCondition {
    enum Qualifier: String, CaseIterable {
        case forAllValues = "ForAllValues:"
        case forAnyValue = "ForAnyValue:"
    }

    let qualifier: Qualifier?
    /// The operator without qualifier and suffix, such as `StringNotLike`.
    let comparison: String
    let ifExists: Bool
    let key: String
    let values: [String]

    init(operator name: String, key: String, values: [String]) {
        qualifier = Qualifier.allCases.first { name.hasPrefix($0.rawValue) }
        let unqualified = name.dropFirst(qualifier?.rawValue.count ?? 0)
        ifExists = unqualified.hasSuffix("IfExists")
        comparison = String(unqualified.dropLast(ifExists ? "IfExists".count : 0))
        self.key = key
        self.values = values
    }

    var isNegated: Bool { comparison.contains("Not") }

    /// Whether the request satisfies the condition in a statement of the given effect.
    /// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
    func holds(for request: ReferenceRequest, in statement: ReferenceStatement) -> Bool {
        let sent = request.values(of: key)
        if comparison == "Null" { return values.contains { ReferenceValues.bool($0) == isNull(sent) } }
        switch qualifier {
        case nil:
            guard let sent else { return ifExists || isNegated }
            // Several values need a set operator; without one nothing can be said, which fails closed.
            return sent.count == 1
                ? holds(value: sent[0], for: request, in: statement) : statement.effect == .deny
        case .forAllValues:
            guard let sent, !isNull(sent) else { return true }
            return sent.allSatisfy { holds(value: $0, for: request, in: statement) }
        case .forAnyValue:
            guard let sent else { return ifExists }
            return !isNull(sent) && sent.contains { holds(value: $0, for: request, in: statement) }
        }
    }

    /// A key is null when it is missing or resolves to nothing but empty strings.
    private func isNull(_ sent: [String]?) -> Bool { (sent ?? []).allSatisfy(\.isEmpty) }

    /// Several policy values are alternatives; negated, none of them may match. A comparison that cannot be made
    /// fails closed: false in an Allow, true in a Deny.
    private func holds(value: String, for request: ReferenceRequest, in statement: ReferenceStatement) -> Bool {
        let outcomes = values.map { pattern in
            let matches = ReferenceComparison(positive, request: request, substituting: statement.hasVariables)
                .matches(pattern: pattern, value: value)
            return matches.map { $0 != isNegated } ?? (statement.effect == .deny)
        }
        return isNegated ? !outcomes.contains(false) : outcomes.contains(true)
    }

    /// The comparison that a negated operator negates: `StringNotLike` → `StringLike`.
    private var positive: String { comparison.replacingOccurrences(of: "Not", with: "") }
}
