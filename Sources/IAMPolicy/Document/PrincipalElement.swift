/// `Principal` or `NotPrincipal` of a statement.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>
public struct PrincipalElement: Sendable, Hashable {
    /// Whether this is `NotPrincipal`.
    public let isComplement: Bool
    /// Where the element's key stands.
    public let location: SourceLocation
    /// The principals named; never empty.
    public let members: [Located<Member>]

    /// One principal that a statement names.
    public enum Member: Sendable, Hashable {
        /// `"*"` or `{"AWS": "*"}`: everyone, signed or not.
        case everyone
        /// `{"AWS": "123456789012"}` or the account's root ARN: the account, for it to delegate.
        case account(String)
        /// `{"AWS": "arn:…"}`: a user, role, role session or federated user session.
        case arn(String)
        /// `{"AWS": "AROA…"}`: what AWS keeps in place of the ARN, so that a recreated user does not inherit grants.
        case uniqueID(String)
        /// `{"Service": "lambda.amazonaws.com"}`.
        case service(String)
        /// `{"Federated": "…"}`: a web identity provider's name or an identity provider's ARN.
        case federated(String)
        /// `{"CanonicalUser": "…"}`: the S3 name of an account.
        case canonicalUser(String)
    }
}

extension PrincipalElement.Member: CustomStringConvertible {
    /// The principal as policies write it, without the kind where the name says it.
    public var description: String {
        switch self {
        case .everyone: "*"
        case .account(let id): id
        case .arn(let name), .uniqueID(let name), .service(let name), .federated(let name), .canonicalUser(let name):
            name
        }
    }
}
