/// Reads a `Condition` block.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html>
struct ConditionReader: ElementReader {
    let grammar: PolicyGrammar

    init(_ grammar: PolicyGrammar) {
        self.grammar = grammar
    }

    func read(_ node: JSONNode) throws(PolicyParseError) -> [ConditionClause] {
        var clauses: [ConditionClause] = []
        for block in try object(node, "Condition") {
            let operation = Located(try readOperator(block.name), at: block.name.location)
            var keys = Set<String>()
            for member in try object(block.value, block.name.value) {
                let key = member.name
                guard keys.insert(key.value.lowercased()).inserted else {
                    throw .syntax(grammar.kind, "condition key '\(key.value)' appears twice", at: key.location)
                }
                try checkKey(key)
                clauses.append(ConditionClause(operation: operation, key: key, values: try readValues(member)))
            }
        }
        return clauses
    }

    private func readOperator(_ name: Located<String>) throws(PolicyParseError) -> ConditionOperator {
        guard let operation = ConditionOperator(name.value) else {
            throw PolicyParseError(
                "Invalid Condition type : \(name.value).",
                detail: "unknown condition operator '\(name.value)'",
                at: name.location
            )
        }
        return operation
    }

    private func checkKey(_ key: Located<String>) throws(PolicyParseError) {
        guard let colon = key.value.utf8.firstIndex(of: UInt8(ascii: ":")), colon != key.value.startIndex else {
            throw PolicyParseError(
                "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.",
                detail: "condition key '\(key.value)' has no prefix",
                at: key.location
            )
        }
    }

    private func readValues(_ member: JSONMember) throws(PolicyParseError) -> [Located<String>] {
        var values: [Located<String>] = []
        for node in elements(member.value) {
            switch node.content {
            case .string(let text), .number(let text): values.append(Located(text, at: node.location))
            case .bool(let flag): values.append(Located(flag ? "true" : "false", at: node.location))
            case .null, .array, .object:
                throw wrongType(node, member.name.value, expected: "strings, numbers or booleans")
            }
        }
        return values
    }
}
