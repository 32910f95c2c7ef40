/// Who asked; CloudTrail's `userIdentity`.
/// <https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html>
package struct AuditIdentity: Sendable, Equatable, Decodable {
    /// `Root`, `IAMUser`, `AssumedRole`, `FederatedUser`, `WebIdentityUser`, `AWSAccount`, `AWSService` or `Unknown`.
    package var type: String
    /// The unique id, for sessions with `:` and the session's name.
    package var principalID: String?
    package var arn: String?
    package var accountID: String?
    package var accessKeyID: String?
    package var userName: String?
    /// The service that called on its own behalf or on someone's, such as `lambda.amazonaws.com`.
    package var invokedBy: String?
    package var session: Session?

    package init(
        type: String,
        principalID: String? = nil,
        arn: String? = nil,
        accountID: String? = nil,
        accessKeyID: String? = nil,
        userName: String? = nil,
        invokedBy: String? = nil,
        session: Session? = nil
    ) {
        self.type = type
        self.principalID = principalID
        self.arn = arn
        self.accountID = accountID
        self.accessKeyID = accessKeyID
        self.userName = userName
        self.invokedBy = invokedBy
        self.session = session
    }

    /// CloudTrail's `sessionContext` of temporary credentials.
    package struct Session: Sendable, Equatable {
        /// When the temporary credentials were issued.
        package var creationDate: Timestamp
        package var mfaAuthenticated: Bool
        package var sourceIdentity: String?
        package var issuer: Issuer?

        package init(
            creationDate: Timestamp,
            mfaAuthenticated: Bool = false,
            sourceIdentity: String? = nil,
            issuer: Issuer? = nil
        ) {
            self.creationDate = creationDate
            self.mfaAuthenticated = mfaAuthenticated
            self.sourceIdentity = sourceIdentity
            self.issuer = issuer
        }
    }

    /// Whose credentials the session was made from: the role of an assumed-role session.
    package struct Issuer: Sendable, Equatable, Decodable {
        /// `Root`, `IAMUser` or `Role`.
        package var type: String
        package var principalID: String
        package var arn: String
        package var accountID: String
        package var userName: String

        package init(type: String, principalID: String, arn: String, accountID: String, userName: String) {
            self.type = type
            self.principalID = principalID
            self.arn = arn
            self.accountID = accountID
            self.userName = userName
        }

        private enum CodingKeys: String, CodingKey {
            case type, arn, userName
            case principalID = "principalId"
            case accountID = "accountId"
        }
    }

    private enum CodingKeys: String, CodingKey {
        case type, arn, userName, invokedBy
        case principalID = "principalId"
        case accountID = "accountId"
        case accessKeyID = "accessKeyId"
        case session = "sessionContext"
    }
}
