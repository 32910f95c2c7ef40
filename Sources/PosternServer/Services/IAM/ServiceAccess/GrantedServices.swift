import IAMPolicy
import StateStore

/// Which services policies reach into: those that an `Allow` statement names an action of.
enum GrantedServices {
    /// - Returns: prefixes such as `lambda`, sorted.
    static func prefixes(of policies: [CompiledPolicy]) -> [String] {
        let statements = policies.flatMap { policy -> [PolicyStatement] in
            guard case .success(let document) = policy.document else { return [] }
            return document.statements.filter { $0.effect.value == .allow }
        }
        return ServiceReference.servicePrefixes
            .filter { prefix in statements.contains { $0.reaches(prefix) } }
            .sorted()
    }
}

extension PolicyStatement {
    /// Whether the statement's actions are, at least in part, those of a service. `NotAction` leaves some of every other.
    func reaches(_ service: String) -> Bool {
        guard !action.isComplement else { return !action.patterns.contains { $0.value == "\(service):*" } }
        return action.patterns.contains { pattern in
            let prefix = pattern.value.prefix { $0 != ":" }.lowercased()
            return prefix == "*" || prefix == service || prefix.contains("*") && Self.matches(prefix, service)
        }
    }

    /// Whether a pattern with asterisks stands for a prefix; service prefixes are short.
    private static func matches(_ pattern: String, _ text: String) -> Bool {
        let pieces = pattern.split(separator: "*", omittingEmptySubsequences: false)
        guard let first = pieces.first, let last = pieces.last, text.hasPrefix(first), text.hasSuffix(last) else {
            return false
        }
        var rest = text.dropFirst(first.count)
        for piece in pieces.dropFirst().dropLast() {
            guard let found = rest.firstRange(of: piece) else { return false }
            rest = rest[found.upperBound...]
        }
        return rest.count >= last.count
    }
}
