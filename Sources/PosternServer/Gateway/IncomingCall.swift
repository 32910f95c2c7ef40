import IAMPolicy
import StateStore

/// A request whose caller is known; what an operation may ask when it says what must be allowed.
struct IncomingCall: Sendable {
    /// The id that answer, audit event and log lines carry.
    let requestID: String
    let time: Moment
    let caller: CallerIdentity
    /// The region of the endpoint that was called.
    let region: String
    /// The state this request sees from beginning to end.
    let view: StateView
    /// The peer's IP address; nil for calls that the server makes itself.
    let sourceAddress: String?
    let userAgent: String?
    let referer: String?
    /// What `aws:SecureTransport` says.
    let isSecureTransport: Bool

    /// The account whose things the call is about: the caller's own.
    var accountID: String { caller.accountID }

    /// The scope of regional things such as functions and log groups.
    var scope: Scope { Scope(accountID: accountID, region: region) }

    /// The condition keys of the caller and of this request.
    ///
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-network>
    func requestContext() -> RequestContext {
        var context = caller.context
        context.set("aws:CurrentTime", to: time.iso8601Seconds)
        context.set("aws:EpochTime", to: String(time.seconds))
        context.set("aws:SecureTransport", to: isSecureTransport ? "true" : "false")
        context.set("aws:RequestedRegion", to: region)
        context.set("aws:ViaAWSService", to: "false")
        if let sourceAddress { context.set("aws:SourceIp", to: sourceAddress) }
        if let userAgent { context.set("aws:UserAgent", to: userAgent) }
        if let referer { context.set("aws:referer", to: referer) }
        return context
    }
}
