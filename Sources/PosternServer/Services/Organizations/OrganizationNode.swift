import AWSWire
import StateStore

/// A place in an organization that policies and tags are attached to: its root, a unit or an account.
enum OrganizationNode: Sendable {
    case root(Organization)
    case unit(OrganizationalUnit, in: Organization)
    case member(OrganizationMember, in: Organization)

    /// Nil when the organization has no such place.
    ///
    /// - Parameter id: `r-…`, `ou-…` or twelve digits.
    init?(_ id: String, in organization: Organization, _ state: OrganizationState) {
        if id == organization.rootID {
            self = .root(organization)
        } else if let unit = state.units[id, in: organization.scope] {
            self = .unit(unit, in: organization)
        } else if let member = state.member(id), member.organizationID == organization.id {
            self = .member(member, in: organization)
        } else {
            return nil
        }
    }

    /// Every place of an organization, the root first.
    static func all(of organization: Organization, _ state: OrganizationState) -> [Self] {
        [.root(organization)] + state.units(of: organization).map { .unit($0, in: organization) }
            + state.members(of: organization).map { .member($0, in: organization) }
    }

    var id: String {
        switch self {
        case .root(let organization): organization.rootID
        case .unit(let unit, _): unit.id
        case .member(let member, _): member.accountID
        }
    }

    var arn: String {
        switch self {
        case .root(let organization): organization.rootARN
        case .unit(let unit, let organization): organization.arn("ou/\(organization.id)/\(unit.id)")
        case .member(let member, let organization):
            organization.arn("account/\(organization.id)/\(member.accountID)")
        }
    }

    var type: Organizations.TargetType {
        switch self {
        case .root: .root
        case .unit: .organizationalUnit
        case .member: .account
        }
    }

    /// Whether units and accounts can be in it.
    var isParent: Bool {
        switch self {
        case .root, .unit: true
        case .member: false
        }
    }

    func name(in identity: IdentityState) -> String {
        switch self {
        case .root: "Root"
        case .unit(let unit, _): unit.name
        case .member(let member, _): identity.accounts[member.accountID, in: member.scope]?.name ?? member.accountID
        }
    }

    /// In the order of attachment.
    var attachedPolicyIDs: [String] {
        switch self {
        case .root(let organization): organization.attachedPolicyIDs
        case .unit(let unit, _): unit.attachedPolicyIDs
        case .member(let member, _): member.attachedPolicyIDs
        }
    }

    var tags: [Tag] {
        switch self {
        case .root(let organization): organization.tags
        case .unit(let unit, _): unit.tags
        case .member(let member, _): member.tags
        }
    }

    /// The change that attaches these policies in place of those attached now.
    func attaching(_ policyIDs: [String]) -> OrganizationChange {
        switch self {
        case .root(var organization):
            organization.attachedPolicyIDs = policyIDs
            return .organization(.put(organization))
        case .unit(var unit, _):
            unit.attachedPolicyIDs = policyIDs
            return .unit(.put(unit))
        case .member(var member, _):
            member.attachedPolicyIDs = policyIDs
            return .member(.put(member))
        }
    }

    /// The change that puts these tags in place of those set now.
    func tagged(_ tags: [Tag]) -> OrganizationChange {
        switch self {
        case .root(var organization):
            organization.tags = tags
            return .organization(.put(organization))
        case .unit(var unit, _):
            unit.tags = tags
            return .unit(.put(unit))
        case .member(var member, _):
            member.tags = tags
            return .member(.put(member))
        }
    }
}

extension Organization {
    /// The policies that AWS attaches to every new place.
    var defaultPolicyIDs: [String] { enabledPolicyTypes.map { AWSOrganizationPolicy.of($0).id } }
}
