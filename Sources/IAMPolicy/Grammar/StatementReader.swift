/// Reads one statement.
struct StatementReader: ElementReader {
    let grammar: PolicyGrammar

    init(_ grammar: PolicyGrammar) {
        self.grammar = grammar
    }

    func read(_ node: JSONNode) throws(PolicyParseError) -> PolicyStatement {
        var parts = Parts()
        for member in try object(node, "Statement") {
            try read(member, into: &parts)
        }
        guard let effect = parts.effect else { throw .missing("Effect", grammar.kind, at: node.location) }
        guard let action = parts.action else { throw .missing("Action", grammar.kind, at: node.location) }
        if grammar.principal == .required, parts.principal == nil {
            throw .missing("Principal", grammar.kind, at: node.location)
        }
        if grammar.resource == .required, parts.resource == nil {
            throw .missing("Resource", grammar.kind, at: node.location)
        }
        let statement = PolicyStatement(
            location: node.location,
            sid: parts.sid,
            effect: effect,
            principal: parts.principal,
            action: action,
            resource: parts.resource,
            conditions: parts.conditions
        )
        try StatementRules(grammar).check(statement)
        return statement
    }

    /// The elements of a statement found so far.
    private struct Parts {
        var sid: Located<String>?
        var effect: Located<PolicyStatement.Effect>?
        var principal: PrincipalElement?
        var action: PatternElement?
        var resource: PatternElement?
        var conditions: [ConditionClause] = []
    }

    private func read(_ member: JSONMember, into parts: inout Parts) throws(PolicyParseError) {
        let name = member.name
        switch name.value {
        case "Sid":
            parts.sid = try readSid(member.value)
        case "Effect":
            parts.effect = try readEffect(member.value)
        case "Principal", "NotPrincipal":
            guard grammar.principal == .required else { throw .prohibited(name, grammar.kind) }
            try requireAlone(name, parts.principal?.location)
            parts.principal = try PrincipalReader(grammar).read(member)
        case "Action", "NotAction":
            try requireAlone(name, parts.action?.location)
            parts.action = try readPatterns(member, missing: "Action")
        case "Resource", "NotResource":
            guard grammar.resource == .required else { throw .prohibited(name, grammar.kind) }
            try requireAlone(name, parts.resource?.location)
            parts.resource = try readPatterns(member, missing: "Resource")
        case "Condition":
            parts.conditions = try ConditionReader(grammar).read(member.value)
        default:
            throw unknownElement(name)
        }
    }

    /// `Action` and `NotAction`, and the like, exclude each other.
    private func requireAlone(_ name: Located<String>, _ other: SourceLocation?) throws(PolicyParseError) {
        guard let other else { return }
        throw .syntax(
            grammar.kind,
            "'\(name.value)' excludes the element of the same family at \(other)",
            at: name.location
        )
    }

    private func readSid(_ node: JSONNode) throws(PolicyParseError) -> Located<String> {
        let sid = try string(node, "Sid")
        guard grammar.restrictsStatementIDs else { return sid }
        guard sid.value.utf8.allSatisfy(\.isASCIIAlphanumeric) else {
            throw PolicyParseError(
                "Statement IDs (SID) must be alpha-numeric. "
                    + "Check that your input satisfies the regular expression [0-9A-Za-z]*",
                detail: "'\(sid.value)' has other characters",
                at: sid.location
            )
        }
        return sid
    }

    private func readEffect(_ node: JSONNode) throws(PolicyParseError) -> Located<PolicyStatement.Effect> {
        let text = try string(node, "Effect")
        guard let effect = PolicyStatement.Effect(rawValue: text.value) else {
            throw .syntax(grammar.kind, "'Effect' must be 'Allow' or 'Deny', not '\(text.value)'", at: text.location)
        }
        return Located(effect, at: text.location)
    }

    private func readPatterns(_ member: JSONMember, missing element: String) throws(PolicyParseError) -> PatternElement
    {
        let patterns = try strings(member.value, member.name.value)
        guard !patterns.isEmpty else { throw .missing(element, grammar.kind, at: member.name.location) }
        return PatternElement(
            isComplement: member.name.value.hasPrefix("Not"),
            location: member.name.location,
            patterns: patterns
        )
    }
}
