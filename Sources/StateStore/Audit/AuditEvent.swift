/// The record of one request: who asked for what from where, what was decided and why, and what came of it.
///
/// Names are CloudTrail's where it has them.
/// <https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html>
package struct AuditEvent: Sendable, Equatable {
    /// When the request arrived.
    package var eventTime: Timestamp
    /// A UUID of this record.
    package var eventID: String
    /// The id that the client was given with the answer.
    package var requestID: String
    /// Names the decision in denial messages; nil for requests that were refused before any decision.
    package var authorizationID: String?
    /// Such as `lambda.amazonaws.com`.
    package var eventSource: String
    /// The API operation, such as `Invoke`.
    package var eventName: String
    package var awsRegion: String
    /// The peer's address, or the name of the AWS service that called.
    package var sourceIPAddress: String
    package var userAgent: String?
    package var userIdentity: AuditIdentity
    package var resources: [AuditResource]
    package var readOnly: Bool
    /// The account whose resource was asked for.
    package var recipientAccountID: String
    /// The AWS error code of the answer; nil when the call succeeded.
    package var errorCode: String?
    package var errorMessage: String?
    package var outcome: Outcome
    package var enforcement: Enforcement
    /// One for each action and resource that the operation had to be allowed.
    package var authorizations: [AuditAuthorization]
    /// From the arrival of the request's head to the answer.
    package var latencyMicroseconds: Int64

    /// How the request ended, whether by its signature, its authorization or its execution.
    package enum Outcome: String, Sendable, CaseIterable {
        case allowed
        case denied
        /// No valid signature, or malformed before anything was decided.
        case refused
        /// Allowed, and the operation itself failed.
        case failed
    }

    package enum Enforcement: String, Sendable, CaseIterable {
        case enforce
        /// What policies deny is recorded and let through.
        case audit
    }

    package init(
        eventTime: Timestamp,
        eventID: String,
        requestID: String,
        authorizationID: String? = nil,
        eventSource: String,
        eventName: String,
        awsRegion: String,
        sourceIPAddress: String,
        userAgent: String? = nil,
        userIdentity: AuditIdentity,
        resources: [AuditResource] = [],
        readOnly: Bool,
        recipientAccountID: String,
        errorCode: String? = nil,
        errorMessage: String? = nil,
        outcome: Outcome,
        enforcement: Enforcement = .enforce,
        authorizations: [AuditAuthorization] = [],
        latencyMicroseconds: Int64
    ) {
        self.eventTime = eventTime
        self.eventID = eventID
        self.requestID = requestID
        self.authorizationID = authorizationID
        self.eventSource = eventSource
        self.eventName = eventName
        self.awsRegion = awsRegion
        self.sourceIPAddress = sourceIPAddress
        self.userAgent = userAgent
        self.userIdentity = userIdentity
        self.resources = resources
        self.readOnly = readOnly
        self.recipientAccountID = recipientAccountID
        self.errorCode = errorCode
        self.errorMessage = errorMessage
        self.outcome = outcome
        self.enforcement = enforcement
        self.authorizations = authorizations
        self.latencyMicroseconds = latencyMicroseconds
    }
}
