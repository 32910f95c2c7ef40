import IAMPolicy

/// A case that was run: where it stood, and what came out of it or why nothing could.
package struct CaseResult: Sendable {
    package let origin: CaseOrigin
    /// The case's own `id`; nil when it has none or cannot be read that far.
    package let id: String?
    package let name: String?
    /// What must come out, or why that is not known.
    package let expectation: Result<CaseExpectation, CaseError>
    package let outcome: Result<CaseOutcome, CaseError>

    /// Runs a case that was loaded.
    package init(running loaded: LoadedCase) {
        origin = loaded.origin
        id = loaded.id
        name = loaded.name
        expectation = loaded.expectation
        outcome = loaded.content.map { CaseOutcome($0.query, $0.policies) }
    }

    /// Whether the result is what the case expects; a case that expects nothing cannot be met.
    package var meetsExpectation: Bool {
        switch (expectation, outcome) {
        case (.success(let expectation), .success(let outcome)): outcome.meets(expectation)
        case (.success(let expectation), .failure): expectation.verdict == nil
        case (.failure, _): false
        }
    }

    /// The case's id, or its place where it has none.
    package var title: String { id ?? origin.description }
}

extension CaseResult {
    /// The line that `postern evaluate` prints.
    package var json: JSONValue {
        switch outcome {
        case .success(let outcome): outcome.json(id: id)
        case .failure(let error):
            ["id": JSONValue(id), "decision": "error", "error": .string("\(origin): \(error)")]
        }
    }
}

extension CaseOutcome {
    /// Decision, verdict of every layer, the statements that brought it about, and what is odd, if anything is.
    package func json(id: String?) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init("id", JSONValue(id)),
            .init("decision", .string(verdict.rawValue)),
            .init("layers", .object(layers.map { .init($0.layer.rawValue, .string($0.verdict.rawValue)) })),
            .init("decidedBy", .array(decidedBy.map(\.json))),
            .init("message", .string(message)),
        ]
        if !findings.isEmpty { members.append(.init("findings", .array(findings.map(\.json)))) }
        return .object(members)
    }
}

extension DecidingStatement {
    fileprivate var json: JSONValue {
        let place = PolicyPlace(layer, level: reference.level, index: reference.policy).description
        var members: [JSONValue.Member] = [
            .init("layer", .string(layer.rawValue)),
            .init("policy", .string(policyIdentifier)),
            .init("statement", reference.statement.map(JSONValue.init) ?? .null),
            .init("sid", JSONValue(sid)),
            .init("effect", .string(effect.rawValue)),
        ]
        // Inside a case every document starts where the case put it; a position helps only in a file of its own.
        if let location, policyIdentifier != place {
            members.append(.init("line", JSONValue(location.line)))
            members.append(.init("column", JSONValue(location.column)))
        }
        return .object(members)
    }
}
