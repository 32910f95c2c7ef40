/// Every policy that bears on a request, by layer. A nil layer is absent: nothing of that kind is attached.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html>
public struct EvaluationPolicies: Sendable {
    /// Inline, managed and group policies of the user, of the role behind the session, or of the user who federated.
    public var identity: PolicySet?
    /// The permissions boundary of the same user or role.
    public var permissionsBoundary: PolicySet?
    /// The session policies: a union among themselves, then intersected with the rest.
    public var session: PolicySet?
    /// The policy of the resource; the trust policy when the resource is a role.
    public var resource: PolicySet?
    /// The service control policies of the principal's account, one set per level, root first. Leave out for the
    /// management account: <https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html>
    public var serviceControl: [PolicySet]?
    /// The resource control policies of the resource's account, one set per level; `RCPFullAWSAccess` is implied.
    public var resourceControl: [PolicySet]?
    /// The policies of the VPC endpoint that the request came through.
    public var vpcEndpoint: PolicySet?

    public init(
        identity: PolicySet? = nil,
        permissionsBoundary: PolicySet? = nil,
        session: PolicySet? = nil,
        resource: PolicySet? = nil,
        serviceControl: [PolicySet]? = nil,
        resourceControl: [PolicySet]? = nil,
        vpcEndpoint: PolicySet? = nil
    ) {
        self.identity = identity
        self.permissionsBoundary = permissionsBoundary
        self.session = session
        self.resource = resource
        self.serviceControl = serviceControl
        self.resourceControl = resourceControl
        self.vpcEndpoint = vpcEndpoint
    }
}
