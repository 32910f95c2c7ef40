extension StatementCoverage {
    /// One line for every untouched statement, and a count.
    package var text: String {
        let lines = untouched.map { "untouched: \($0.title)  (\($0.origin))\n" }
        return lines.joined() + "\(statements.count - untouched.count) of \(statements.count) statements touched\n"
    }

    package var json: JSONValue {
        [
            "statements": JSONValue(statements.count),
            "untouched": .array(untouched.map(\.json)),
        ]
    }
}

extension CoveredStatement {
    /// Such as `statement 1 'DenyInsecure' of resource[0]`.
    package var title: String { "statement \(statement)\(sid.map { " '\($0)'" } ?? "") of \(place)" }

    fileprivate var json: JSONValue {
        [
            "origin": .string(origin.description),
            "policy": .string(place.description),
            "statement": JSONValue(statement),
            "sid": JSONValue(sid),
        ]
    }
}
