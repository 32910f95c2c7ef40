extension ReferenceGenerator {
    /// A `Condition` block of one or two operators.
    mutating func condition() -> ReferenceJSON {
        var members: [String: ReferenceJSON] = [:]
        for _ in 0..<Int.random(in: 1...2, using: &random) {
            if random.chance(8) {
                let key = random.pick(ReferenceVocabulary.keys[.text] ?? [])
                members["Null"] = .object([
                    key: random.chance(50) ? .bool(random.chance(50)) : .string(random.chance(50) ? "true" : "false")
                ])
                continue
            }
            let name = random.pick(operators)
            let qualifier = random.pick(["", "", "ForAllValues:", "ForAnyValue:"])
            members[qualifier + name + (random.chance(25) ? "IfExists" : "")] = keys(for: name)
        }
        return .object(members)
    }

    private mutating func keys(for name: String) -> ReferenceJSON {
        let kind = ReferenceValueKind.operators[name] ?? .text
        // Now and then an operator meets a key of another kind.
        let keys = ReferenceVocabulary.keys[random.chance(90) ? kind : random.pick(ReferenceValueKind.allCases)] ?? []
        var members: [String: ReferenceJSON] = [:]
        for _ in 0..<Int.random(in: 1...2, using: &random) {
            let key = random.pick(keys)
            guard !members.keys.contains(where: { $0.lowercased() == key.lowercased() }) else { continue }
            members[key] = oneOrMany((0..<Int.random(in: 1...3, using: &random)).map { _ in value(of: kind) })
        }
        return .object(members)
    }

    private mutating func value(of kind: ReferenceValueKind) -> String {
        let value = random.pick(ReferenceVocabulary.values[kind] ?? [])
        switch kind {
        case .text where random.chance(25):
            return random.pick(ReferenceVocabulary.variables) + (random.chance(50) ? value : "")
        case .text where random.chance(25) && !value.isEmpty: return withWildcard(value)
        case .arn where random.chance(15):
            return "arn:aws:sns:*:${aws:PrincipalAccount}:" + random.pick(ReferenceVocabulary.variables)
        default: return random.chance(3) ? random.pick(ReferenceVocabulary.variables) : value
        }
    }
}
