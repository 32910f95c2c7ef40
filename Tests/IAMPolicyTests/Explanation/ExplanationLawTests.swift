import IAMPolicy
import Testing

/// What explanations say agrees with what is decided, on random policies and requests.
@Suite("Laws of explanations")
struct ExplanationLawTests {
    private static let seed: UInt64 = 20_261_123
    private static let rounds = 150
    private static let requestsPerRound = 4

    private func forEachCase(_ body: (AuthorizationQuery, EvaluationPolicies, ReferenceRequest) throws -> Void) throws {
        print("random cases: seed \(Self.seed)")
        var generator = ReferenceGenerator(seed: Self.seed)
        for _ in 0..<Self.rounds {
            let subject = generator.subject()
            let policies = generator.policies(about: subject)
            let requests = (0..<Self.requestsPerRound).map { _ in generator.request(about: subject) }
            let engine = try ReferenceEngine(policies, for: requests[0])
            for request in requests {
                try body(try engine.query(request), engine.policies, request)
            }
        }
    }

    @Test("a layer's verdict follows from the statements that are said to apply")
    func statements() throws {
        try forEachCase { query, policies, request in
            let explanation = Explanation(query, policies)
            for (layer, outcome) in explanation.decision.layers where policies.hasOneLevel(layer) {
                let applying = explanation.statements.filter { $0.statement.layer == layer && $0.applies }
                let expected: Verdict =
                    applying.contains { $0.statement.effect == .deny }
                    ? .explicitDeny : applying.isEmpty ? .implicitDeny : .allowed
                #expect(outcome.verdict == expected, "\(layer) of \(request)")
            }
        }
    }

    @Test("the deciding statements are among those that apply")
    func decidingStatements() throws {
        try forEachCase { query, policies, request in
            let explanation = Explanation(query, policies)
            let applying = explanation.statements.filter(\.applies).map(\.statement)
            for statement in explanation.decidingStatements {
                #expect(applying.contains(statement), "\(statement) of \(request)")
            }
        }
    }

    @Test("with all keys known the residue is the verdict")
    func residueWithoutUnknownKeys() throws {
        try forEachCase { query, policies, request in
            let isAllowed = Authorizer.decide(query, policies).verdict == .allowed
            let residue = Explanation.allowedIf(query, policies, unknownKeys: [])
            #expect(residue == (isAllowed ? .always : .never), "\(request)")
        }
    }

    @Test("the residue over unknown keys, given their values, is the verdict")
    func residueWithUnknownKeys() throws {
        try forEachCase { query, policies, request in
            let isAllowed = Authorizer.decide(query, policies).verdict == .allowed
            let unknownKeys = query.context.entries.map(\.key) + ["aws:PrincipalTag/a", "s3:prefix"]
            let residue = Explanation.allowedIf(query, policies, unknownKeys: unknownKeys)
            #expect(residue.holds(for: query) == isAllowed, "\(residue) of \(request)")
        }
    }
}

extension EvaluationPolicies {
    /// Whether the layer is one set, whose verdict is that of its statements.
    fileprivate func hasOneLevel(_ layer: PolicyLayer) -> Bool {
        layer != .serviceControl && layer != .resourceControl && sets(of: layer).count == 1
    }
}
