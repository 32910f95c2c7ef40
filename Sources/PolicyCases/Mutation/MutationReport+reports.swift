extension MutationReport {
    /// One line for every unnoticed mutation, and a count.
    package var text: String {
        let lines = unnoticed.map {
            "unnoticed: statement \($0.statement) of \($0.place): \($0.change)  (\($0.origin))\n"
        }
        return lines.joined() + "\(count - unnoticed.count) of \(count) mutations noticed\n"
    }

    package var json: JSONValue {
        [
            "mutations": JSONValue(count),
            "unnoticed": .array(unnoticed.map(\.json)),
        ]
    }
}

extension UnnoticedMutation {
    fileprivate var json: JSONValue {
        [
            "origin": .string(origin.description),
            "policy": .string(place.description),
            "statement": JSONValue(statement),
            "change": .string(change),
        ]
    }
}
