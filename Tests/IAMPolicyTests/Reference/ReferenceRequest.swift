/// Who calls, in the reference evaluator's terms.
enum ReferencePrincipal: Hashable, Sendable {
    case user(arn: String)
    case roleSession(arn: String, role: String)
    /// `user` is the IAM user who federated, when it is known.
    case federatedUser(arn: String, user: String?)
    case root(account: String)
    case service(String)
    case anonymous

    /// The account the caller belongs to; services and anonymous callers have none.
    var account: String? {
        switch self {
        case .user(let arn), .roleSession(let arn, _), .federatedUser(let arn, _): arn.component(4, of: ":")
        case .root(let account): account
        case .service, .anonymous: nil
        }
    }

    /// A service-linked role lives under the path `/aws-service-role/`.
    /// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html
    var isServiceLinkedRole: Bool {
        guard case .roleSession(_, let role) = self else { return false }
        return role.contains(":role/aws-service-role/")
    }

    /// Keys that follow from the caller alone.
    /// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable
    var derivedContext: [String: [String]] {
        switch self {
        case .user(let arn):
            keys(arn: arn, type: "User").merging(["aws:username": [arn.component(-1, of: "/")]]) { first, _ in first }
        case .roleSession(_, let role):
            keys(arn: role, type: "AssumedRole")
        case .federatedUser(let arn, _):
            keys(arn: arn, type: "FederatedUser", userID: "\(account ?? ""):\(arn.component(-1, of: "/"))")
        case .root(let account):
            keys(arn: "arn:aws:iam::\(account):root", type: "Account", userID: account)
        case .service: [:]
        case .anonymous: ["aws:PrincipalType": ["Anonymous"], "aws:userid": ["anonymous"]]
        }
    }

    private func keys(arn: String, type: String, userID: String? = nil) -> [String: [String]] {
        var keys = ["aws:PrincipalArn": [arn], "aws:PrincipalType": [type]]
        keys["aws:PrincipalAccount"] = account.map { [$0] }
        keys["aws:userid"] = userID.map { [$0] }
        return keys
    }
}

/// One request to judge.
struct ReferenceRequest: Hashable, Sendable {
    let principal: ReferencePrincipal
    let action: String
    let resource: String
    /// The owner of the resource where its ARN does not say it.
    let resourceAccount: String?
    /// Context keys as sent.
    let context: [String: [String]]
    /// Everything ``values(of:)`` can answer, by names in lower case.
    private let lookup: [String: [String]]

    init(
        principal: ReferencePrincipal,
        action: String,
        resource: String,
        resourceAccount: String? = nil,
        context: [String: [String]] = [:]
    ) {
        self.principal = principal
        self.action = action
        self.resource = resource
        self.resourceAccount = resourceAccount
        self.context = context
        let derived = principal.derivedContext.map { ($0.key.lowercased(), $0.value) }
        let sent = context.map { ($0.key.lowercased(), $0.value) }
        lookup = Dictionary(derived + sent) { _, sent in sent }
    }

    /// The values of a context key, whose name is compared without case; nil when it is missing. A key that is
    /// present without any value counts as missing.
    /// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
    func values(of key: String) -> [String]? {
        guard let values = lookup[key.lowercased()], !values.isEmpty else { return nil }
        return values
    }

    /// The account that owns the resource; the caller's own where nothing says otherwise (SimulateCustomPolicy's
    /// `ResourceOwner` has the same default).
    var owner: String? {
        let named = resourceAccount ?? resource.component(4, of: ":")
        return named.isEmpty ? principal.account : named
    }
}

extension ReferenceRequest: CustomStringConvertible {
    var description: String {
        "\(principal) \(action) on \(resource) of \(resourceAccount ?? "its owner") with \(context)"
    }
}

extension String {
    /// One part of the text between separators, counted from zero, from the end when negative; empty when missing.
    func component(_ index: Int, of separator: Character) -> String {
        let parts = split(separator: separator, omittingEmptySubsequences: false)
        let position = index < 0 ? parts.count + index : index
        return parts.indices.contains(position) ? String(parts[position]) : ""
    }
}
