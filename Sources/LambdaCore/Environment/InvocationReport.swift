/// What `REPORT` says about one event, but for memory.
struct InvocationReport: Sendable, Equatable {
    enum Status: Sendable, Equatable {
        case success
        case timeout
        case error(type: String)
    }

    let requestID: String
    let duration: Duration
    let initDuration: Duration?
    let status: Status

    /// The init phase is billed with the first invocation.
    ///
    /// Source: "AWS Lambda standardizes billing for INIT Phase", AWS Compute Blog, effective August 2025.
    var billedMilliseconds: Int64 {
        (duration + (initDuration ?? .zero)).billedMilliseconds
    }
}
