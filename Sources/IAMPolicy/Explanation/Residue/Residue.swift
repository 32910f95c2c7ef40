/// What remains to be asked when some context keys of a request are unknown: the request is allowed exactly when this
/// expression holds for their values.
public indirect enum Residue: Sendable, Hashable {
    /// Allowed whatever the unknown keys are.
    case always
    /// Denied whatever the unknown keys are.
    case never
    /// Allowed when a condition over unknown keys holds.
    case condition(ResidueCondition)
    case all([Residue])
    case any([Residue])
    case not(Residue)
}

extension Residue {
    /// All of the parts, without those that say nothing.
    static func every(_ parts: [Residue]) -> Residue {
        var kept: [Residue] = []
        for part in parts {
            switch part {
            case .never: return .never
            case .always: continue
            case .all(let inner): kept.appendNew(inner)
            default: kept.appendNew([part])
            }
        }
        return kept.isEmpty ? .always : kept.count == 1 ? kept[0] : .all(kept)
    }

    /// One of the parts, without those that say nothing.
    static func some(_ parts: [Residue]) -> Residue {
        var kept: [Residue] = []
        for part in parts {
            switch part {
            case .always: return .always
            case .never: continue
            case .any(let inner): kept.appendNew(inner)
            default: kept.appendNew([part])
            }
        }
        return kept.isEmpty ? .never : kept.count == 1 ? kept[0] : .any(kept)
    }

    var negated: Residue {
        switch self {
        case .always: .never
        case .never: .always
        case .not(let inner): inner
        case .condition: .not(self)
        case .all(let parts): .some(parts.map(\.negated))
        case .any(let parts): .every(parts.map(\.negated))
        }
    }

    /// Whether the expression holds for a request that has all keys.
    public func holds(for query: AuthorizationQuery) -> Bool {
        switch self {
        case .always: true
        case .never: false
        case .condition(let condition): condition.holds(for: query)
        case .all(let parts): parts.allSatisfy { $0.holds(for: query) }
        case .any(let parts): parts.contains { $0.holds(for: query) }
        case .not(let part): !part.holds(for: query)
        }
    }
}

extension [Residue] {
    /// Appends the elements that are not there yet.
    fileprivate mutating func appendNew(_ elements: [Residue]) {
        for element in elements where !contains(element) { append(element) }
    }
}

extension Residue: CustomStringConvertible {
    /// The expression on one line, such as `(aws:SourceIp IpAddress 10.0.0.0/8) and not (aws:SecureTransport Bool false)`.
    public var description: String {
        switch self {
        case .always: "always"
        case .never: "never"
        case .condition(let condition): "(\(condition))"
        case .not(let part): "not \(part)"
        case .all(let parts): "(" + parts.map(\.description).joined(separator: " and ") + ")"
        case .any(let parts): "(" + parts.map(\.description).joined(separator: " or ") + ")"
        }
    }
}
