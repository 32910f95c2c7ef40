/// The ways to change one element of a `Condition` block.
struct ConditionMutations {
    private let operators: [JSONValue.Member]

    init(of condition: JSONValue) {
        guard case .object(let members) = condition else {
            operators = []
            return
        }
        operators = members
    }

    /// What was changed, and the block after it.
    var all: [(change: String, condition: JSONValue)] {
        operators.indices.flatMap { index in
            (renamed(operators[index]) + thinned(operators[index])).map { change, member in
                var changed = operators
                changed[index] = member
                return (change, .object(changed))
            }
        }
    }

    private typealias Change = (change: String, member: JSONValue.Member)

    /// The operator with and without `IfExists`, and its opposite.
    private func renamed(_ member: JSONValue.Member) -> [Change] {
        [Self.toggledIfExists(member.name), Self.opposite(of: member.name)].compactMap { name in
            name.map { ("\(member.name) became \($0)", .init($0, member.value)) }
        }
    }

    /// Each key left out in turn, and each value of each key.
    private func thinned(_ member: JSONValue.Member) -> [Change] {
        guard case .object(let keys) = member.value else { return [] }
        return keys.indices.flatMap { index -> [Change] in
            var without = keys
            let key = without.remove(at: index)
            let shortened = StatementMutations.shortened(key.value).map { lost, rest in
                var changed = keys
                changed[index].value = rest
                return ("\(member.name) on \(key.name) lost \(lost)", JSONValue.Member(member.name, .object(changed)))
            }
            return [("\(member.name) lost \(key.name)", .init(member.name, .object(without)))] + shortened
        }
    }

    private static func toggledIfExists(_ name: String) -> String? {
        if name == "Null" { return nil }
        return name.hasSuffix("IfExists") ? String(name.dropLast("IfExists".count)) : name + "IfExists"
    }

    /// Such as `StringNotLike` for `StringLike`; nil for operators without one.
    private static func opposite(of name: String) -> String? {
        let pairs = [
            ("LessThan", "GreaterThan"), ("StringEquals", "StringNotEquals"), ("StringLike", "StringNotLike"),
            ("NumericEquals", "NumericNotEquals"), ("DateEquals", "DateNotEquals"), ("ArnEquals", "ArnNotEquals"),
            ("ArnLike", "ArnNotLike"), ("IpAddress", "NotIpAddress"),
        ]
        for (first, second) in pairs {
            if name.contains(second) { return name.replacing(second, with: first) }
            if name.contains(first) { return name.replacing(first, with: second) }
        }
        return nil
    }
}
