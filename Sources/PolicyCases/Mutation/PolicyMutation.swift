/// A policy changed in a single element, as a slip of the pen would change it.
struct PolicyMutation: Sendable {
    /// Index of the statement that was changed.
    let statement: Int
    /// What was changed; one line.
    let change: String
    /// The whole policy after the change.
    let policy: JSONValue

    /// Every single-element mutation of a policy.
    static func all(of policy: JSONValue) -> [PolicyMutation] {
        guard case .object(let members) = policy, let position = members.firstIndex(where: { $0.name == "Statement" })
        else { return [] }
        let statements = members[position].value.elements
        return statements.indices.flatMap { index in
            StatementMutations(of: statements[index]).all.map { change, statement in
                var statements = statements
                statements[index] = statement
                var members = members
                members[position].value = .array(statements)
                return PolicyMutation(statement: index, change: change, policy: .object(members))
            }
        }
    }
}

extension JSONValue {
    /// The elements of an array; a value that stands alone counts as one.
    var elements: [JSONValue] {
        guard case .array(let elements) = self else { return [self] }
        return elements
    }
}
