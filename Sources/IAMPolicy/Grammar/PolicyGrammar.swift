/// What the grammar of one kind of policy asks for beyond the common one.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html>,
/// <https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_syntax.html>,
/// <https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html>
struct PolicyGrammar {
    enum Presence {
        case required
        case forbidden
    }

    let kind: PolicyKind
    /// Whether statements name principals.
    let principal: Presence
    /// Whether statements name resources; a trust policy's resource is its role.
    let resource: Presence
    /// Whether `NotPrincipal` may stand in place of `Principal`.
    let allowsNotPrincipal: Bool
    /// Whether statement ids must be alphanumeric and unique, as IAM demands of its own policies.
    let restrictsStatementIDs: Bool
    /// Whether the document must say version 2012-10-17, as policies of Organizations must.
    let requiresCurrentVersion: Bool

    init(_ kind: PolicyKind) {
        self.kind = kind
        requiresCurrentVersion = kind == .serviceControl || kind == .resourceControl
        switch kind {
        case .identity, .permissionsBoundary, .session, .serviceControl:
            principal = .forbidden
            resource = .required
            allowsNotPrincipal = false
            restrictsStatementIDs = kind != .serviceControl
        case .resource, .vpcEndpoint:
            principal = .required
            resource = .required
            allowsNotPrincipal = true
            restrictsStatementIDs = false
        case .roleTrust:
            principal = .required
            resource = .forbidden
            allowsNotPrincipal = false
            restrictsStatementIDs = true
        case .resourceControl:
            principal = .required
            resource = .required
            allowsNotPrincipal = false
            restrictsStatementIDs = false
        }
    }
}
