/// Random cases that the compiled engine and the reference evaluator both decide.
struct EngineComparison: Sendable {
    /// The same seed gives the same cases.
    let seed: UInt64
    /// How many cases to decide; each set of policies serves several requests.
    let caseCount: Int

    private static let requestsPerRound = 10

    /// Decides the cases until the two disagree.
    ///
    /// - Returns: the case, with the smallest policies that still show the disagreement; nil when they agree on all.
    /// - Throws: `PolicyParseError` when the engine refuses a policy that is valid.
    func firstDisagreement() throws -> String? {
        var generator = ReferenceGenerator(seed: seed)
        for round in 0..<(caseCount / Self.requestsPerRound) {
            let subject = generator.subject()
            let policies = generator.policies(about: subject)
            let requests = (0..<Self.requestsPerRound).map { _ in generator.request(about: subject) }
            let engine = try ReferenceEngine(policies, for: requests[0])
            for request in requests {
                let expected = ReferenceEvaluator(request: request, policies: policies).decide()
                guard try engine.decide(request) != expected else { continue }
                return try "seed \(seed), round \(round):\n" + Self.description(of: request, policies)
            }
        }
        return nil
    }

    private static func description(of request: ReferenceRequest, _ policies: ReferencePolicies) throws -> String {
        let small = ReferenceShrinker(request: request).shrink(policies)
        let expected = ReferenceEvaluator(request: request, policies: small).decide()
        let actual = try ReferenceEngine(small, for: request).decide(request)
        return """
              request: \(request)
              policies: \(small)
              reference: \(expected)
              engine: \(actual)
            """
    }
}
