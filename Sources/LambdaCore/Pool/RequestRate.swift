/// How many requests a second are let through: ten for each concurrent execution, and as many at once after a rest.
///
/// Source: "Lambda quotas", AWS Lambda Developer Guide.
struct RequestRate: Sendable {
    /// For each concurrent execution.
    static let requestsPerSecond = 10

    private var spent = 0.0
    private var since: Duration = .zero

    /// Takes one request; false when there have been too many.
    ///
    /// - Parameter concurrency: the concurrent executions that the limit is ten times of.
    mutating func take(at now: Duration, concurrency: Int) -> Bool {
        let limit = Double(concurrency * Self.requestsPerSecond)
        let elapsed = (now - since) / .seconds(1)
        spent = max(0, spent - elapsed * limit)
        since = now
        guard spent + 1 <= limit else { return false }
        spent += 1
        return true
    }
}
