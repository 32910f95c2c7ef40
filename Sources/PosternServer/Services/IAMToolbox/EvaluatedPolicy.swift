import AWSWire
import IAMPolicy
import StateStore

/// One policy revision that bore on a denied request, as IAM Toolbox names it.
struct EvaluatedPolicy: Hashable {
    let layer: PolicyLayer
    /// The ARN of a managed policy; `OWNER/inline:NAME` of an inline one, the resource of a resource-based one.
    let identifier: String
    let hash: String

    init?(_ revision: AuditAuthorization.PolicyRevision) {
        guard let layer = PolicyLayer(rawValue: revision.layer) else { return nil }
        self.layer = layer
        identifier = revision.identifier
        hash = revision.hash
    }

    init(_ statement: DecidingStatement) {
        layer = statement.layer
        identifier = statement.policyIdentifier
        hash = statement.policyContentHash
    }

    var isManaged: Bool {
        ARN(identifier).map { $0.resource.hasPrefix("policy/") && !identifier.contains("/inline:") } ?? false
    }

    /// The ARN of a managed policy. For others, which have none, what tells them apart within a request and says nothing else.
    var uri: String {
        guard !isManaged else { return identifier }
        let name = ContentHash(of: Array("\(layer.rawValue)\n\(identifier)\n\(hash)".utf8))
        return "inline-policy-" + name.hexadecimal.prefix(32)
    }

    /// - Parameters:
    ///   - principal: the user or role that made the request.
    ///   - resource: what it asked for.
    func information(principal: String?, resource: String) -> IAMToolbox.PolicyInfo {
        IAMToolbox.PolicyInfo(
            type: layer.policyType,
            inline: !isManaged,
            uri: uri,
            attachedTo: owner(principal: principal, resource: resource).map { [IAMToolbox.AttachedTo(arn: $0)] }
        )
    }

    /// Nil for policies of an organization, whose targets the recorded decision does not name.
    private func owner(principal: String?, resource: String) -> String? {
        switch layer {
        case .identity:
            identifier.firstRange(of: "/inline:").map { String(identifier[..<$0.lowerBound]) } ?? principal
        case .permissionsBoundary, .session: principal
        case .resource: resource
        case .serviceControl, .resourceControl, .vpcEndpoint: nil
        }
    }
}

extension PolicyLayer {
    var policyType: IAMToolbox.PolicyType {
        switch self {
        case .identity: .identityBasedPolicy
        case .permissionsBoundary: .permissionsBoundary
        case .session: .sessionPolicy
        case .resource: .resourceBasedPolicy
        case .serviceControl: .serviceControlPolicy
        case .resourceControl: .resourceControlPolicy
        case .vpcEndpoint: .vpcEndpointPolicy
        }
    }

    var checkType: IAMToolbox.CheckType {
        switch self {
        case .identity: .principal
        case .permissionsBoundary: .permissionsBoundary
        case .session: .session
        case .resource: .resource
        case .serviceControl: .serviceControlPolicy
        case .resourceControl: .resourceControlPolicy
        case .vpcEndpoint: .vpcEndpoint
        }
    }
}
