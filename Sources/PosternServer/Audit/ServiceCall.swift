/// A call that an AWS service makes by itself, such as Lambda assuming an execution role: it passes the same gate as any
/// other and is recorded like one.
struct ServiceCall: Sendable {
    /// The service that calls, such as `lambda.amazonaws.com`.
    let service: String
    /// The operation called.
    let operation: String
    /// botocore's name of the service that is called.
    let target: String
    let time: Moment
    let accountID: String

    init(service: String, operation: String, of target: String, at time: Moment, on accountID: String) {
        self.service = service
        self.operation = operation
        self.target = target
        self.time = time
        self.accountID = accountID
    }
}
