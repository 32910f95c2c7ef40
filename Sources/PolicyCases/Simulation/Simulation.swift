package import IAMPolicy

/// Questions to a set of policies: may this caller perform each of these actions on each of these resources?
package struct Simulation: Sendable {
    /// One answer for each action on each resource.
    package let decisions: [SimulatedDecision]

    /// Decides every action on every resource.
    ///
    /// - Parameter files: the policies that bear on the request.
    /// - Throws: ``CaseError`` when no caller can have the ARN, or when a file cannot be read or is no policy.
    package init(_ request: SimulationRequest, files: SimulationFiles) throws(CaseError) {
        let context = try request.context()
        try self.init(request, in: { _ in context }) { resource throws(CaseError) in
            try files.policies(forResource: resource).evaluationPolicies
        }
    }

    /// Decides every action on every resource for a principal whose policies are known already.
    ///
    /// - Parameters:
    ///   - context: gives the principal with the condition keys that follow from it and from a resource; the request's own
    ///     keys are added.
    ///   - policies: gives the policies that bear on a resource.
    package init(
        _ request: SimulationRequest,
        context: (String) -> RequestContext,
        policies: (String) -> EvaluationPolicies
    ) {
        let completed = { (resource: String) in
            var context = context(resource)
            for (key, values) in request.contextKeys { context.set(key, toAll: values) }
            return context
        }
        self.init(request, in: completed, policies: policies)
    }

    private init<Failure: Error>(
        _ request: SimulationRequest,
        in context: (String) -> RequestContext,
        policies: (String) throws(Failure) -> EvaluationPolicies
    ) throws(Failure) {
        var decisions: [SimulatedDecision] = []
        for resource in request.resources {
            let policies = try policies(resource)
            let context = context(resource)
            for action in request.actions {
                let query = AuthorizationQuery(
                    action: action,
                    resource: ServiceReference.resource(resource, authorizing: action),
                    resourceAccount: request.resourceAccount,
                    context: context
                )
                let outcome = CaseOutcome(query, policies)
                decisions.append(SimulatedDecision(action: action, resource: resource, outcome: outcome))
            }
        }
        self.decisions = decisions
    }

    /// Whether every action is allowed on every resource.
    package var isAllowed: Bool { decisions.allSatisfy { $0.outcome.verdict == .allowed } }

    /// The answers for people, with a line break at the end.
    package var text: String { decisions.map(\.text).joined() }

    /// The answers in one object.
    package var json: JSONValue { ["results": .array(decisions.map(\.json))] }
}

/// The answer for one action on one resource.
package struct SimulatedDecision: Sendable {
    package let action: String
    package let resource: String
    package let outcome: CaseOutcome
}

extension SimulatedDecision {
    fileprivate var text: String {
        let layers = outcome.layers.map { "\($0.layer.rawValue) \($0.verdict.rawValue)" }
        let statements = outcome.decidedBy.map { statement in
            let place = statement.location.map { ":\($0)" } ?? ""
            return "    \(statement.policyIdentifier)\(place): \(statement.effect.rawValue) \(statement.title)\n"
        }
        let notes =
            outcome.findings.map(\.description)
            + (hasResourceType ? [] : ["\(action) has no resource type, so only '*' covers it"])
        return "\(outcome.verdict.sentence): \(action) on \(resource)\n    \(outcome.message)\n"
            + (layers.isEmpty ? "" : "    layers: \(layers.joined(separator: ", "))\n") + statements.joined()
            + notes.map { "    note: \($0)\n" }.joined()
    }

    /// Whether the question could be asked of the resource it names.
    private var hasResourceType: Bool { ServiceReference.resource(resource, authorizing: action) == resource }

    fileprivate var json: JSONValue {
        guard case .object(let members) = outcome.json(id: nil) else { return .null }
        let request: [JSONValue.Member] = [.init("action", .string(action)), .init("resource", .string(resource))]
        return .object(request + members.filter { $0.name != "id" })
    }
}

extension Verdict {
    /// The verdict in words.
    fileprivate var sentence: String {
        switch self {
        case .allowed: "allowed"
        case .explicitDeny: "denied explicitly"
        case .implicitDeny: "denied implicitly"
        }
    }
}

extension DecidingStatement {
    /// Such as `statement 1 'DenyInsecure'`.
    fileprivate var title: String { "statement \(reference.statement ?? 0)\(sid.map { " '\($0)'" } ?? "")" }
}
