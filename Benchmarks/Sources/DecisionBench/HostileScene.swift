import BenchmarkSupport
import IAMPolicy

/// A pattern made to be slow: forty runs that the text nearly holds, between stars, of which it holds all but the last.
struct HostileScene {
    private let policies: EvaluationPolicies
    private let query: AuthorizationQuery
    /// Bytes of the pattern times bytes of the text, the measure of the work that is unavoidable at worst.
    private let bytePairs: Double

    init() throws {
        let run = String(repeating: "a", count: 20) + "b"
        let pattern = "arn:aws:s3:::" + String(repeating: "*\(run)", count: 40) + "*"
        let longerRun = String(repeating: "a", count: 60) + "b"
        let resource = "arn:aws:s3:::" + String(repeating: longerRun, count: 39)
        let document = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "\(pattern)"}]}
            """
        policies = EvaluationPolicies(identity: PolicySet(try Scene.compile([document])))
        let caller = try Principal(arn: "arn:aws:iam::111122223333:user/clerk")
        query = AuthorizationQuery(
            action: "s3:GetObject",
            resource: resource,
            context: RequestContext(principal: caller)
        )
        bytePairs = Double(pattern.utf8.count * resource.utf8.count)
    }

    func nanosecondsPerBytePair() -> Double {
        CPUTime.nanosecondsPerCall { _ in Authorizer.decide(query, policies).verdict == .allowed ? 1 : 0 } / bytePairs
    }
}
