/// How a statement of a resource-based policy comes to mean a caller; it decides which other layers the caller may
/// escape. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
enum ReferencePrincipalMatch: Hashable {
    /// The caller itself, by the ARN of the user or of the session, by its service name, or by `*`.
    case caller
    /// The role behind the session.
    case role
    /// The user who federated.
    case federatingUser
    /// The account, which delegates to its administrators.
    case account

    /// Every way in which the statement means the caller; none when it does not.
    static func all(of statement: ReferenceStatement, for request: ReferenceRequest, hasBoundary: Bool) -> Set<Self> {
        let names = names(of: request.principal, canonicalUser: request.canonicalUser)
        if let named = statement.elements["Principal"] {
            return Set(names.filter { $0.isListed(in: named) }.map(\.match))
        }
        guard let spared = statement.elements["NotPrincipal"] else { return [] }
        return isSpared(names, by: spared, hasBoundary: hasBoundary) ? [] : [.caller]
    }

    /// An exception counts only when every name in the chain is listed, account included, and never for
    /// a caller under a permissions boundary.
    /// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
    private static func isSpared(_ names: [Name], by list: ReferenceJSON, hasBoundary: Bool) -> Bool {
        if hasBoundary { return false }
        let chain = names.filter { $0.match != .federatingUser }
        return !chain.isEmpty && chain.allSatisfy { $0.isListed(in: list) }
    }

    /// The names a caller goes by, with what each of them amounts to. A canonical user id is the account by another name.
    /// https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-bucket-user-policy-specifying-principal-intro.html
    private static func names(of principal: ReferencePrincipal, canonicalUser: String?) -> [Name] {
        let account = principal.account.map {
            Name(
                type: "AWS",
                texts: [$0, "arn:aws:iam::\($0):root"],
                match: .account,
                canonicalUser: canonicalUser
            )
        }
        let own: [Name] =
            switch principal {
            case .user(let arn, let id): [Name(type: "AWS", texts: [arn, id], match: .caller)]
            case .roleSession(let arn, let role, let id):
                [Name(type: "AWS", texts: [arn], match: .caller), Name(type: "AWS", texts: [role, id], match: .role)]
            case .federatedUser(let arn, let user):
                [Name(type: "AWS", texts: [arn], match: .caller)]
                    + (user.map { [Name(type: "AWS", texts: [$0], match: .federatingUser)] } ?? [])
            case .service(let name): [Name(type: "Service", texts: [name], match: .caller)]
            case .identityProvider(let name): [Name(type: "Federated", texts: [name], match: .caller)]
            case .root: []
            case .anonymous: [Name(type: "AWS", texts: [], match: .caller)]
            }
        return own + (account.map { [$0] } ?? [])
    }

    private struct Name {
        let type: String
        /// Any of them will do.
        let texts: [String?]
        let match: ReferencePrincipalMatch
        /// The same thing under `CanonicalUser`.
        var canonicalUser: String?

        /// `"*"` and `{"AWS": "*"}` list everybody.
        func isListed(in element: ReferenceJSON) -> Bool {
            if element.text == "*" || element.members["AWS"]?.texts.contains("*") == true { return true }
            let canonical = element.members["CanonicalUser"]?.texts ?? []
            if let canonicalUser, canonical.contains(canonicalUser) { return true }
            let listed = element.members[type]?.texts ?? []
            return texts.compactMap(\.self).contains { listed.contains($0) }
        }
    }
}
