/// A resource the request was about.
package struct AuditResource: Sendable, Equatable, Decodable {
    package var arn: String
    package var accountID: String?
    /// CloudFormation's name of the type, such as `AWS::Lambda::Function`.
    package var type: String?

    package init(arn: String, accountID: String? = nil, type: String? = nil) {
        self.arn = arn
        self.accountID = accountID
        self.type = type
    }

    private enum CodingKeys: String, CodingKey {
        case arn = "ARN"
        case accountID = "accountId"
        case type
    }
}
