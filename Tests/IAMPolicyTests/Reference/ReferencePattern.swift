/// A policy value taken apart into characters and wildcards, with its variables replaced.
struct ReferencePattern {
    enum Token: Equatable {
        case exactly(Unicode.Scalar)
        /// `?`: any one character, a colon only where `pastColon`.
        case one(pastColon: Bool)
        /// `*`: any characters, colons only where `pastColon`.
        case many(pastColon: Bool)

        /// The character that stands for the token in a policy.
        var asWritten: Unicode.Scalar {
            switch self {
            case .exactly(let scalar): scalar
            case .one: "?"
            case .many: "*"
            }
        }
    }

    private(set) var tokens: [Token]

    init(tokens: [Token]) { self.tokens = tokens }

    /// `*` and `?` are wildcards, everything else stands for itself.
    init(glob text: String) {
        tokens = text.unicodeScalars.map(Self.wildcardOrLiteral)
    }

    /// Replaces policy variables (documents of 2012-10-17 only); nil when one of them has no value, for then the
    /// pattern matches nothing. What a variable brings in is literal text.
    /// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
    init?(_ text: String, for request: ReferenceRequest, substituting: Bool) {
        guard substituting else {
            self.init(glob: text)
            return
        }
        var tokens: [Token] = []
        var rest = Substring(text)
        while let first = rest.unicodeScalars.first {
            if rest.hasPrefix("${"), let end = rest.firstIndex(of: "}") {
                let name = rest[rest.index(rest.startIndex, offsetBy: 2)..<end]
                guard let value = Self.value(of: String(name), for: request) else { return nil }
                tokens += value.unicodeScalars.map(Token.exactly)
                rest = rest[rest.index(after: end)...]
            } else {
                tokens.append(Self.wildcardOrLiteral(first))
                rest = Substring(rest.unicodeScalars.dropFirst())
            }
        }
        self.init(tokens: tokens)
    }

    private static func wildcardOrLiteral(_ scalar: Unicode.Scalar) -> Token {
        switch scalar {
        case "*": .many(pastColon: true)
        case "?": .one(pastColon: true)
        default: .exactly(scalar)
        }
    }

    /// `${*}`, `${?}` and `${$}` are those characters; `${key, 'text'}` falls back on the text. A key with several
    /// values has no value as a variable, and a key that may have several never has one.
    /// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
    private static func value(of variable: String, for request: ReferenceRequest) -> String? {
        if ["*", "?", "$"].contains(variable) { return variable }
        let parts = variable.split(separator: ",", maxSplits: 1).map { $0.trimmed }
        let isMultivalued = ReferenceVocabulary.multivaluedKeys.contains(parts[0].lowercased())
        if !isMultivalued, let values = request.values(of: parts[0]), values.count == 1 { return values[0] }
        return parts.count == 2 ? String(parts[1].dropFirst().dropLast()) : nil
    }

    /// Follows every way the tokens can eat the text, all at once.
    func matches(_ text: String) -> Bool {
        let text = Array(text.unicodeScalars)
        var reached: Set<Int> = [0]
        for token in tokens {
            reached = Set(reached.flatMap { Self.ends(of: token, from: $0, in: text) })
        }
        return reached.contains(text.count)
    }

    private static func ends(of token: Token, from start: Int, in text: [Unicode.Scalar]) -> [Int] {
        let next = start < text.count ? text[start] : nil
        switch token {
        case .exactly(let scalar): return next == scalar ? [start + 1] : []
        case .one(let pastColon): return next == nil || (next == ":" && !pastColon) ? [] : [start + 1]
        case .many(let pastColon):
            let barrier = pastColon ? nil : text[start...].firstIndex(of: ":")
            return Array(start...(barrier ?? text.count))
        }
    }
}

extension Substring {
    fileprivate var trimmed: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
