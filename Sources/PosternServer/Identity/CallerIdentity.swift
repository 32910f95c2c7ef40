import IAMPolicy
import StateStore

/// Who makes a call, and everything about them that decisions look at. Immutable and shared by all calls that are made
/// with the same credentials until the state changes.
final class CallerIdentity: Sendable {
    /// The engine's view of the caller.
    let principal: Principal
    /// The caller's account; for a service or an anonymous caller, the account whose endpoint was called.
    let accountID: String
    /// What `GetCallerIdentity` answers as `Arn`.
    let arn: String
    /// What `GetCallerIdentity` answers as `UserId`, and `aws:userid`.
    let userID: String
    let userName: String?
    /// Nil for callers without credentials.
    let accessKeyID: String?
    /// Identity-based policies, permissions boundary and session policies; the layers of the resource are added per call.
    let policies: EvaluationPolicies
    /// The condition keys that follow from the caller alone.
    let context: RequestContext
    /// What the session token said; nil for long-term credentials.
    let session: SessionGrant?
    /// When the caller showed a code of an MFA device, with this request or when the session was made; nil if never.
    let mfaAuthenticatedAt: Moment?
    /// Whom a token named that came instead of a signature; nil for all who signed.
    let webIdentity: WebIdentity?

    init(
        principal: Principal,
        accountID: String,
        arn: String,
        userID: String,
        userName: String? = nil,
        accessKeyID: String? = nil,
        policies: EvaluationPolicies = EvaluationPolicies(),
        context: RequestContext,
        session: SessionGrant? = nil,
        mfaAuthenticatedAt: Moment? = nil,
        webIdentity: WebIdentity? = nil
    ) {
        self.principal = principal
        self.accountID = accountID
        self.arn = arn
        self.userID = userID
        self.userName = userName
        self.accessKeyID = accessKeyID
        self.policies = policies
        self.context = context
        self.session = session
        self.webIdentity = webIdentity
        self.mfaAuthenticatedAt = mfaAuthenticatedAt ?? session?.mfaAuthenticatedAt
    }

    /// The same caller, who showed a code of an MFA device with the request.
    func authenticatedWithMFA(at now: Moment) -> CallerIdentity {
        CallerIdentity(
            principal: principal,
            accountID: accountID,
            arn: arn,
            userID: userID,
            userName: userName,
            accessKeyID: accessKeyID,
            policies: policies,
            context: context,
            session: session,
            mfaAuthenticatedAt: now
        )
    }

    /// Somebody who sent no signature, at the endpoint of `accountID`.
    static func anonymous(accountID: String) -> CallerIdentity {
        CallerIdentity(
            principal: .anonymous,
            accountID: accountID,
            arn: "*",
            userID: "anonymous",
            context: RequestContext(principal: .anonymous)
        )
    }

    /// An AWS service that acts for itself in `accountID`, such as `lambda.amazonaws.com`.
    static func service(_ name: String, accountID: String) -> CallerIdentity {
        CallerIdentity(
            principal: .service(name),
            accountID: accountID,
            arn: name,
            userID: name,
            context: RequestContext(principal: .service(name))
        )
    }
}
