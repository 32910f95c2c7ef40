import AWSWire
import StateStore

/// Condition keys with their values, in the form requirements take them.
typealias ConditionKeys = [(key: String, values: [String])]

extension AuthorizationRequirement {
    /// An action of Organizations that has no resource.
    static func organizations(_ action: String, in call: IncomingCall, context: ConditionKeys = []) -> Self {
        Self(action, on: "*", ownedBy: call.accountID, context: context)
    }

    /// An action on something of the caller's organization.
    ///
    /// The caller's own policies decide; which accounts of an organization may do what is Organizations' own rule, which it
    /// looks at afterwards.
    /// - Parameter id: such as `ou-…`, `p-…` or twelve digits.
    static func organizations(
        _ action: String,
        on id: String,
        in call: IncomingCall,
        context: ConditionKeys = []
    ) -> Self {
        let resource = OrganizationResource(id, for: call)
        return Self(action, on: resource.arn, ownedBy: call.accountID, context: resource.tagKeys + context)
    }

    /// The permission that tags of a new thing need beside the one to make it; none without tags.
    static func tagging(
        _ tags: [Organizations.Tag]?,
        new resource: String,
        in call: IncomingCall
    ) -> [Self] {
        guard let tags, !tags.isEmpty else { return [] }
        let arn = call.organizations.organization(of: call.accountID).map { $0.arn("\(resource)/\($0.id)/*") } ?? "*"
        return [Self("organizations:TagResource", on: arn, ownedBy: call.accountID, context: .requested(tags))]
    }
}

extension ConditionKeys {
    static func policyType(_ type: String) -> Self { [(key: "organizations:PolicyType", values: [type])] }
    static func servicePrincipal(_ name: String) -> Self { [(key: "organizations:ServicePrincipal", values: [name])] }

    /// The tags of a request.
    static func requested(_ tags: [Organizations.Tag]?) -> Self {
        guard let tags, !tags.isEmpty else { return [] }
        return tags.map { (key: "aws:RequestTag/\($0.key)", values: [$0.value]) }
            + [(key: "aws:TagKeys", values: tags.map(\.key))]
    }
}

/// Something of an organization as policies name it.
///
/// <https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsorganizations.html>
private struct OrganizationResource {
    let arn: String
    let tagKeys: ConditionKeys

    init(_ id: String, for call: IncomingCall) {
        let state = call.organizations
        if let handshake = state.handshakes.all.first(where: { $0.id == id }) {
            (arn, tagKeys) = (handshake.arn, [])
        } else if let policy = AWSOrganizationPolicy.all.first(where: { $0.id == id }) {
            (arn, tagKeys) = (policy.arn, .policyType(policy.type.rawValue))
        } else if let organization = state.organization(of: call.accountID) {
            (arn, tagKeys) = Self.inside(organization, id, state)
        } else {
            (arn, tagKeys) = ("*", [])
        }
    }

    private static func inside(
        _ organization: Organization,
        _ id: String,
        _ state: OrganizationState
    ) -> (String, ConditionKeys) {
        if let node = OrganizationNode(id, in: organization, state) {
            return (node.arn, tagKeys(node.tags))
        }
        if let policy = state.policies[id, in: organization.scope] {
            return (policy.arn, tagKeys(policy.tags) + .policyType(policy.type.rawValue))
        }
        // What does not exist is asked for under the ARN that it would have.
        let kind = id.hasPrefix("r-") ? "root" : id.hasPrefix("ou-") ? "ou" : id.hasPrefix("p-") ? "policy" : "account"
        let type = kind == "policy" ? "service_control_policy/" : ""
        return (organization.arn("\(kind)/\(organization.id)/\(type)\(id)"), [])
    }

    private static func tagKeys(_ tags: [Tag]) -> ConditionKeys {
        tags.map { (key: "aws:ResourceTag/\($0.key)", values: [$0.value]) }
    }
}
