/// The ways to change one element of one statement.
struct StatementMutations {
    private let members: [JSONValue.Member]

    init(of statement: JSONValue) {
        guard case .object(let members) = statement else {
            self.members = []
            return
        }
        self.members = members
    }

    /// What was changed, and the statement after it.
    var all: [(change: String, statement: JSONValue)] {
        members.indices.flatMap { index in
            changes(of: members[index]).map { change, member in
                var changed = members
                if let member { changed[index] = member } else { changed.remove(at: index) }
                return (change, .object(changed))
            }
        }
    }

    private typealias Change = (change: String, member: JSONValue.Member?)

    private func changes(of member: JSONValue.Member) -> [Change] {
        switch member.name {
        case "Effect": flipped(member)
        case "Action", "Resource", "Principal":
            complemented(member, as: "Not" + member.name) + shortened(member) + widened(member)
        case "NotAction", "NotResource", "NotPrincipal":
            complemented(member, as: String(member.name.dropFirst(3))) + shortened(member)
        case "Condition":
            [("Condition removed", nil)] + ConditionMutations(of: member.value).all.map { ($0, .init("Condition", $1)) }
        default: []
        }
    }

    private func flipped(_ member: JSONValue.Member) -> [Change] {
        let effect = member.value == "Allow" ? "Deny" : "Allow"
        return [("Effect became \(effect)", .init("Effect", .string(effect)))]
    }

    private func complemented(_ member: JSONValue.Member, as name: String) -> [Change] {
        [("\(member.name) became \(name)", .init(name, member.value))]
    }

    private func widened(_ member: JSONValue.Member) -> [Change] {
        member.value == "*" ? [] : [("\(member.name) became \"*\"", .init(member.name, "*"))]
    }

    /// Each value of a list left out in turn.
    private func shortened(_ member: JSONValue.Member) -> [Change] {
        guard case .object(let kinds) = member.value else {
            return Self.shortened(member.value).map { ("\(member.name) lost \($0.lost)", .init(member.name, $0.rest)) }
        }
        return kinds.indices.flatMap { index in
            Self.shortened(kinds[index].value).map { lost, rest in
                var kinds = kinds
                kinds[index].value = rest
                return ("\(member.name) lost \(lost)", .init(member.name, .object(kinds)))
            }
        }
    }

    /// The lists that remain when one of at least two values is left out.
    static func shortened(_ value: JSONValue) -> [(lost: String, rest: JSONValue)] {
        let elements = value.elements
        guard elements.count > 1 else { return [] }
        return elements.indices.map { index in
            var rest = elements
            return (rest.remove(at: index).text, .array(rest))
        }
    }
}
