import BenchmarkSupport
import IAMPolicy

/// From the texts of policies to the first decision: what a changed policy costs.
struct CompileScene {
    private let documents: [String]
    private let query: AuthorizationQuery

    init(_ file: SceneFile) throws {
        documents = file.documents
        guard let request = file.requests.first else { throw BenchmarkError("\(file.name) has no requests") }
        query = try RawRequest(request).query
    }

    /// The median milliseconds of parsing, compiling and deciding once.
    func milliseconds() throws -> Double {
        let times = try (0..<9).map { _ in
            try CPUTime.nanoseconds {
                let policies = EvaluationPolicies(identity: PolicySet(try Scene.compile(documents)))
                CPUTime.keep(Authorizer.decide(query, policies).verdict == .allowed ? 1 : 0)
            }
        }
        return times.sorted()[times.count / 2] / 1e6
    }
}
