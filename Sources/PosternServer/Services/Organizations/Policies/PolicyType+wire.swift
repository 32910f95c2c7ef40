import AWSWire
import StateStore

extension OrganizationPolicyType {
    /// A type as a request names it.
    ///
    /// - Throws: `InvalidInputException` for the types that Postern does not have.
    init(filter type: Organizations.PolicyType) throws(ServiceFault) {
        guard let known = Self(rawValue: type.rawValue) else {
            throw Organizations.Fault.invalidInput(
                "Postern does not support policies of the type \(type.rawValue); it has \(Self.names).",
                reason: "INVALID_ENUM_POLICY_TYPE"
            )
        }
        self = known
    }

    /// A type that the organization's features must include.
    ///
    /// - Throws: `PolicyTypeNotAvailableForOrganizationException`.
    init(_ type: Organizations.PolicyType, availableIn organization: Organization) throws(ServiceFault) {
        guard let known = Self(rawValue: type.rawValue) else {
            throw Organizations.Fault.policyTypeNotAvailableForOrganization(
                "Postern does not support policies of the type \(type.rawValue); it has \(Self.names)."
            )
        }
        guard organization.featureSet == .all else {
            throw Organizations.Fault.policyTypeNotAvailableForOrganization(
                "This operation can be performed only for policy types that are available for this organization."
            )
        }
        self = known
    }

    private static var names: String { allCases.map(\.rawValue).joined(separator: " and ") }
}

/// A policy of an organization: its own or AWS's.
enum AnyOrganizationPolicy: Sendable {
    case aws(AWSOrganizationPolicy)
    case own(OrganizationPolicy)

    /// - Throws: `PolicyNotFoundException`.
    init(_ id: String, in organization: Organization, _ state: OrganizationState) throws(ServiceFault) {
        if let policy = AWSOrganizationPolicy.all.first(where: { $0.id == id }) {
            self = .aws(policy)
        } else if let policy = state.policies[id, in: organization.scope] {
            self = .own(policy)
        } else {
            throw OrganizationsFaults.noPolicy
        }
    }

    var type: OrganizationPolicyType {
        switch self {
        case .aws(let policy): policy.type
        case .own(let policy): policy.type
        }
    }

    var content: String {
        switch self {
        case .aws(let policy): policy.document.text
        case .own(let policy): policy.document.text
        }
    }

    var summary: Organizations.PolicySummary {
        switch self {
        case .aws(let policy):
            Organizations.PolicySummary(
                id: policy.id,
                arn: policy.arn,
                name: policy.name,
                description: policy.description,
                type: .init(rawValue: policy.type.rawValue),
                awsManaged: true
            )
        case .own(let policy):
            Organizations.PolicySummary(
                id: policy.id,
                arn: policy.arn,
                name: policy.name,
                description: policy.policyDescription,
                type: .init(rawValue: policy.type.rawValue),
                awsManaged: false
            )
        }
    }

    var wire: Organizations.Policy { Organizations.Policy(policySummary: summary, content: content) }

    /// - Throws: `InvalidInputException` for a policy that AWS manages.
    func requireOwn() throws(ServiceFault) -> OrganizationPolicy {
        guard case .own(let policy) = self else {
            throw Organizations.Fault.invalidInput(
                "You specified a policy that is managed by AWS and can't be modified.",
                reason: "IMMUTABLE_POLICY"
            )
        }
        return policy
    }
}
