import IAMPolicy
package import StateStore

/// A request whose caller is known; what an operation may ask when it says what must be allowed.
package struct IncomingCall: Sendable {
    /// The id that answer, audit event and log lines carry.
    package let requestID: String
    package let time: StateStore.Timestamp
    package let caller: CallerIdentity
    /// The region of the endpoint that was called.
    package let region: String
    package let ingress: Ingress

    /// The account whose things the call is about: the caller's own.
    var accountID: String { caller.accountID }

    /// The scope of regional things such as functions and log groups.
    var scope: Scope { Scope(accountID: accountID, region: region) }
}
