import IAMPolicy
import NIOHTTP1
import StateStore

/// A request whose caller is known; what an operation may ask when it says what must be allowed.
struct IncomingCall: Sendable {
    /// The id that answer, audit event and log lines carry.
    let requestID: String
    let time: Moment
    private(set) var caller: CallerIdentity
    /// The region of the endpoint that was called.
    let region: String
    /// The state this request sees from beginning to end.
    let view: StateView
    /// The peer's IP address; nil for calls that the server makes itself.
    let sourceAddress: String?
    let userAgent: String?
    let referer: String?
    /// `X-Amzn-Trace-Id` as the client sent it.
    let traceHeader: String?
    /// How the request was signed, as S3's condition keys tell it.
    var signing = RequestSigning()
    /// What `aws:SecureTransport` says.
    let isSecureTransport: Bool
    /// Host and port that the caller addressed; nil for calls that the server makes itself.
    let authority: String?

    /// The account whose things the call is about: the caller's own.
    var accountID: String { caller.accountID }

    /// The scope of regional things such as functions and log groups.
    var scope: Scope { Scope(accountID: accountID, region: region) }

    /// The same call by someone whom its input has proven.
    func made(by caller: CallerIdentity) -> IncomingCall {
        var call = self
        call.caller = caller
        return call
    }

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
        if let shown = caller.mfaAuthenticatedAt {
            context.set("aws:MultiFactorAuthPresent", to: "true")
            context.set("aws:MultiFactorAuthAge", to: String(max(0, time.seconds - shown.seconds)))
        }
        if let sourceAddress { context.set("aws:SourceIp", to: sourceAddress) }
        if let userAgent { context.set("aws:UserAgent", to: userAgent) }
        if let referer { context.set("aws:referer", to: referer) }
        return context
    }
}

extension IncomingCall {
    /// - Parameters:
    ///   - region: of the endpoint that was called.
    ///   - strictTransport: whether plain HTTP from this host is not secure.
    init(_ exchange: Exchange, by caller: CallerIdentity, in region: String, strictTransport: Bool) {
        let headers = exchange.request.head.headers
        let ingress = exchange.request.ingress
        self.init(
            requestID: exchange.requestID,
            time: exchange.arrival,
            caller: caller,
            region: region,
            view: exchange.view,
            sourceAddress: ingress.peerAddress,
            userAgent: headers.first(name: "user-agent"),
            referer: headers.first(name: "referer"),
            traceHeader: headers.first(name: "x-amzn-trace-id"),
            isSecureTransport: !strictTransport && ingress.staysOnHost,
            authority: headers.first(name: "host")
        )
    }
}

extension Ingress {
    /// Whether the traffic never leaves this host: from loopback, or from a sandbox's own network.
    fileprivate var staysOnHost: Bool {
        switch listener {
        case .main: isLoopback
        case .sandbox, .service: true
        }
    }
}
