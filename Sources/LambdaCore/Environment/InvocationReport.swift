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
}
