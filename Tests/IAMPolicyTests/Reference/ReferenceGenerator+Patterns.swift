extension ReferenceGenerator {
    mutating func actionPatterns(_ grammar: Grammar) -> [String] {
        let requests =
            grammar == .trust
            ? ReferenceVocabulary.trustRequests : ReferenceVocabulary.requests + ReferenceVocabulary.trustRequests
        return (0..<Int.random(in: 1...3, using: &random)).map { _ in
            let action = random.pick(requests).0
            let service = action.component(0, of: ":")
            switch Int.random(in: 0..<10, using: &random) {
            case 0..<3 where [.identity, .serviceControl, .resource].contains(grammar): return "*"
            case 3..<6: return service + ":*"
            case 6: return action.uppercased()
            case 7, 8: return service + ":" + withWildcard(action.component(1, of: ":"))
            default: return action
            }
        }
    }

    mutating func resourcePatterns() -> [String] {
        (0..<Int.random(in: 1...3, using: &random)).map { _ in
            let arn = random.pick(ReferenceVocabulary.requests + ReferenceVocabulary.trustRequests).1
            if arn == "*" || random.chance(30) { return "*" }
            switch Int.random(in: 0..<6, using: &random) {
            case 0: return arn
            case 1: return withVariable(arn)
            case 2, 3: return withWildcardAfterService(arn, count: 1)
            case 4: return withWildcardAfterService(arn, count: 2)
            default: return "arn:aws:\(arn.component(2, of: ":")):*"
            }
        }
    }

    /// Partition and service stay, for a `Resource` must name the latter.
    private mutating func withWildcardAfterService(_ arn: String, count: Int) -> String {
        let parts = arn.split(separator: ":", maxSplits: 3, omittingEmptySubsequences: false).map(String.init)
        var rest = parts[3]
        for _ in 0..<count { rest = withWildcard(rest) }
        return (parts[..<3] + [rest]).joined(separator: ":")
    }

    /// The text with one character turned into `?`, or a run of characters into `*`.
    mutating func withWildcard(_ text: String) -> String {
        var characters = Array(text)
        let start = Int.random(in: 0..<characters.count, using: &random)
        if random.chance(40) {
            characters[start] = "?"
        } else {
            let end = Int.random(in: start...characters.count, using: &random)
            characters.replaceSubrange(start..<end, with: ["*"])
        }
        return String(characters)
    }

    /// The ARN with a variable in its resource part, alone or in the place of a word.
    private mutating func withVariable(_ arn: String) -> String {
        let variable = random.pick(ReferenceVocabulary.variables)
        let parts = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false).map(String.init)
        let resource =
            parts[5].contains("alice")
            ? parts[5].replacing("alice", with: variable) : variable + (random.chance(50) ? "*" : "")
        return (parts[..<5] + [resource]).joined(separator: ":")
    }
}
