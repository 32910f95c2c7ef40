import IAMPolicy

/// The context keys that policies ask for: those of their conditions, and the policy variables in resources and values.
enum ContextKeyNames {
    /// - Returns: sorted, each once, in the spelling that comes first.
    static func all(in documents: [PolicyDocument]) -> [String] {
        var spellings: [String: String] = [:]
        for name in documents.flatMap(names) where spellings[name.lowercased()] == nil {
            spellings[name.lowercased()] = name
        }
        return spellings.values.sorted()
    }

    static func all(in policies: EvaluationPolicies) -> [String] {
        let compiled = PolicyLayer.allCases.flatMap { policies.sets(of: $0) }.flatMap(\.policies)
        return all(in: compiled.compactMap { try? $0.document.get() })
    }

    private static func names(_ document: PolicyDocument) -> [String] {
        document.statements.flatMap { statement in
            let clauses = statement.conditions
            let texts = clauses.flatMap(\.values) + (statement.resource?.patterns ?? [])
            let variables = document.version == .v2012 ? texts.flatMap { self.variables(in: $0.value) } : []
            return clauses.map(\.key.value) + variables
        }
    }

    /// The names in `${name}` and `${name, 'default'}`; `${*}`, `${?}` and `${$}` stand for themselves.
    private static func variables(in text: String) -> [String] {
        text.split(separator: "${", omittingEmptySubsequences: false).dropFirst().compactMap { part in
            guard let end = part.firstIndex(of: "}") else { return nil }
            let name = part[..<end].prefix { $0 != "," }.trimmingPrefix(while: \.isWhitespace)
            let trimmed = String(name).replacing(" ", with: "")
            return ["*", "?", "$", ""].contains(trimmed) ? nil : trimmed
        }
    }
}
