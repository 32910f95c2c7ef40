/// Counts what random cases reached, so that a generator that has gone blind is found out.
struct ReferenceCoverage {
    private(set) var counts: [String: Int] = [:]

    /// Everything that has to be reached: every operator with every qualifier and suffix both holding and not holding,
    /// every layer with every verdict it can give, every kind of principal with every decision it can get.
    static let required: [String] = {
        let qualifiers = ["", "ForAllValues:", "ForAnyValue:"]
        let operators = ReferenceValueKind.operators.keys.flatMap { name in
            qualifiers.flatMap { qualifier in ["", "IfExists"].map { qualifier + name + $0 } }
        }
        let outcomes = (operators + ["Null"]).flatMap { name in ["holds", "fails"].map { "\(name) \($0)" } }
        let verdicts = ["allowed", "explicitDeny", "implicitDeny"]
        let layers = ReferenceLayer.allCases.flatMap { layer in
            verdicts.filter { layer != .resourceControl || $0 != "implicitDeny" }.map {
                "layer \(layer.rawValue) \($0)"
            }
        }
        let kinds = ["user", "roleSession", "federatedUser", "root", "service", "identityProvider", "anonymous"]
        let principals = kinds.flatMap { kind in verdicts.map { "\(kind) \($0)" } }
        let elements = ["Action", "NotAction", "Resource", "NotResource", "Principal", "NotPrincipal", "Condition"]
        return outcomes + layers + principals + elements.map { "element \($0)" }
    }()

    var missing: [String] { Self.required.filter { counts[$0] == nil }.sorted() }

    mutating func record(_ request: ReferenceRequest, _ policies: ReferencePolicies, _ decision: ReferenceDecision) {
        count("\(request.principal.kind) \(decision.verdict.rawValue)")
        for (layer, verdict) in decision.layers { count("layer \(layer.rawValue) \(verdict.rawValue)") }
        for statement in policies.all.flatMap(ReferenceStatement.all) {
            for element in statement.elements.keys { count("element \(element)") }
            for (name, condition) in statement.namedConditions {
                count("\(name) \(condition.holds(for: request, in: statement) ? "holds" : "fails")")
            }
        }
    }

    mutating func merge(_ other: ReferenceCoverage) {
        counts.merge(other.counts, uniquingKeysWith: +)
    }

    private mutating func count(_ name: String) { counts[name, default: 0] += 1 }

    /// The rarest things reached, and everything that was not.
    var report: String {
        let rarest = counts.filter { Self.required.contains($0.key) }.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
            .prefix(10)
        let lines = rarest.map { "  \($0.value)× \($0.key)" } + missing.map { "  never: \($0)" }
        return "reached \(Self.required.count - missing.count) of \(Self.required.count); the rarest:\n"
            + lines.joined(separator: "\n")
    }
}

extension ReferencePrincipal {
    var kind: String {
        switch self {
        case .user: "user"
        case .roleSession: "roleSession"
        case .federatedUser: "federatedUser"
        case .root: "root"
        case .service: "service"
        case .identityProvider: "identityProvider"
        case .anonymous: "anonymous"
        }
    }
}

extension ReferencePolicies {
    /// Every document of every layer.
    var all: [ReferenceJSON] {
        let single = [boundary, resource].compactMap(\.self)
        let levels = [serviceControl, resourceControl].compactMap(\.self).flatMap { $0.flatMap(\.self) }
        return identity + single + levels + (session ?? []) + (vpcEndpoint ?? [])
    }
}
