import BenchmarkSupport
import CAllocationCounter
import IAMPolicy

/// One set of policies, compiled, with its requests prepared.
struct Scene {
    let name: String
    private let policies: EvaluationPolicies
    private let queries: [AuthorizationQuery]
    private let rawRequests: [RawRequest]

    /// Compiles the policies and checks every decision against the file's answers.
    init(_ file: SceneFile) throws {
        name = "\(file.name) \(file.size)"
        policies = EvaluationPolicies(identity: PolicySet(try Self.compile(file.documents)))
        rawRequests = try file.requests.map(RawRequest.init)
        queries = rawRequests.map(\.query)
        let decisions = queries.map { [policies] in Authorizer.decide($0, policies).verdict == .allowed }
        guard decisions == file.expected else {
            let wrong = zip(decisions, file.expected).filter { $0 != $1 }.count
            throw BenchmarkError("\(name): \(wrong) of \(decisions.count) decisions differ from the expected ones")
        }
    }

    /// Nanoseconds of one decision from a prepared query.
    func decisionNanoseconds() -> Double {
        CPUTime.nanosecondsPerCall { index in
            Authorizer.decide(queries[index % queries.count], policies).verdict == .allowed ? 1 : 0
        }
    }

    /// Nanoseconds of one decision when its query is made from strings first.
    func rawDecisionNanoseconds() -> Double {
        CPUTime.nanosecondsPerCall { index in
            let query = rawRequests[index % rawRequests.count].query
            return Authorizer.decide(query, policies).verdict == .allowed ? 1 : 0
        }
    }

    /// Heap allocations of one decision from a prepared query.
    func allocationsPerDecision() -> Double {
        let rounds = 10_000
        var allowed = 0
        let before = postern_allocation_count()
        for index in 0..<rounds {
            allowed += Authorizer.decide(queries[index % queries.count], policies).verdict == .allowed ? 1 : 0
        }
        let after = postern_allocation_count()
        CPUTime.keep(allowed)
        return Double(after - before) / Double(rounds)
    }

    static func compile(_ documents: [String]) throws -> [CompiledPolicy] {
        try documents.enumerated().map { number, text in
            CompiledPolicy(
                try PolicyDocument(parsing: Array(text.utf8), kind: .identity),
                identifier: "inline:\(number)"
            )
        }
    }
}
