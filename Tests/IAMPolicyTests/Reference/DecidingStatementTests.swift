import IAMPolicy
import Testing

/// A decision is right only for the right reason: the statements it names are those that the reference evaluator finds.
@Suite("Deciding statements")
struct DecidingStatementTests {
    private static let seed: UInt64 = 31
    private static let rounds = 1_000

    @Test("apply to the request and have the effect of the decision")
    func decidingStatements() throws {
        print("random cases with seed \(Self.seed)")
        var generator = ReferenceGenerator(seed: Self.seed)
        for round in 0..<Self.rounds {
            let subject = generator.subject()
            let policies = generator.policies(about: subject)
            let request = generator.request(about: subject)
            let engine = try ReferenceEngine(policies, for: request)
            let decision = Authorizer.decide(try engine.query(request), engine.policies)
            let named = decision.decidingStatements(in: engine.policies)
            #expect(decision.verdict != .explicitDeny || !named.isEmpty, "round \(round): \(request)")
            let reference = ReferenceEvaluator(request: request, policies: policies)
            for statement in named {
                #expect(decision.verdict == (statement.effect == .allow ? .allowed : .explicitDeny))
                let place = try #require(statement.place, "round \(round): \(statement)")
                #expect(reference.finds(place), "round \(round): \(statement) of \(policies) for \(request)")
            }
        }
    }
}

extension DecidingStatement {
    fileprivate var place: ReferencePlace? {
        guard let layer = ReferenceLayer(rawValue: layer.rawValue), let statement = reference.statement else {
            return nil
        }
        let effect: ReferenceStatement.Effect = effect == .allow ? .allow : .deny
        return ReferencePlace(
            layer: layer,
            level: reference.level,
            document: reference.policy,
            statement: statement,
            effect: effect
        )
    }
}
