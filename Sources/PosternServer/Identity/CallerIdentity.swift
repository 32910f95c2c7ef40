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

    init(
        principal: Principal,
        accountID: String,
        arn: String,
        userID: String,
        userName: String? = nil,
        accessKeyID: String? = nil,
        policies: EvaluationPolicies = EvaluationPolicies(),
        context: RequestContext,
        session: SessionGrant? = nil
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
