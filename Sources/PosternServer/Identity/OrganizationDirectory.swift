import IAMPolicy
import StateStore

/// What the organizations make of each account: its condition keys, and the policies that bound its principals and
/// resources, compiled. Made anew only when an organization changes.
final class OrganizationDirectory: Sendable {
    let state: OrganizationState
    private let placements: [String: OrganizationPlacement]

    init(_ state: OrganizationState, library: PolicyLibrary) {
        self.state = state
        let policies = AttachedPolicySets(state, library)
        var placements: [String: OrganizationPlacement] = [:]
        for member in state.members.all {
            guard let organization = state.organization(of: member.accountID) else { continue }
            placements[member.accountID] = OrganizationPlacement(member, in: organization, state, policies)
        }
        self.placements = placements
    }

    /// Where an account stands; nil for one that is in no organization.
    subscript(accountID: String) -> OrganizationPlacement? { placements[accountID] }
}

/// An account's place in its organization as decisions see it.
struct OrganizationPlacement: Sendable {
    /// `o-…`
    let organizationID: String
    /// `o-…/r-…/ou-…/`: the organization, the root and the units down to the account's own, each followed by a slash.
    let path: String
    /// By level, root first. Nil where service control policies do not reach: in the management account, and while the
    /// type is not enabled.
    let serviceControl: [PolicySet]?
    /// The same of resource control policies.
    let resourceControl: [PolicySet]?

    fileprivate init(
        _ member: OrganizationMember,
        in organization: Organization,
        _ state: OrganizationState,
        _ policies: AttachedPolicySets
    ) {
        let units = state.units(above: member)
        organizationID = organization.id
        path = ([organization.id, organization.rootID] + units.map(\.id)).map { $0 + "/" }.joined()
        let levels = [organization.attachedPolicyIDs] + units.map(\.attachedPolicyIDs) + [member.attachedPolicyIDs]
        func sets(_ type: OrganizationPolicyType) -> [PolicySet]? {
            guard !member.isManagementAccount, organization.enabledPolicyTypes.contains(type) else { return nil }
            return levels.map { policies.set($0, type, in: organization) }
        }
        serviceControl = sets(.serviceControl)
        resourceControl = sets(.resourceControl)
    }
}

/// Policies attached together, compiled once for all places where the same ones are attached.
private final class AttachedPolicySets {
    private struct Key: Hashable {
        let organizationID: String
        let type: OrganizationPolicyType
        let policyIDs: [String]
    }

    private let state: OrganizationState
    private let library: PolicyLibrary
    private var known: [Key: PolicySet] = [:]

    init(_ state: OrganizationState, _ library: PolicyLibrary) {
        self.state = state
        self.library = library
    }

    func set(_ ids: [String], _ type: OrganizationPolicyType, in organization: Organization) -> PolicySet {
        let key = Key(organizationID: organization.id, type: type, policyIDs: ids)
        if let set = known[key] { return set }
        let set = PolicySet(ids.compactMap { compiled($0, type, in: organization) })
        known[key] = set
        return set
    }

    private func compiled(
        _ id: String,
        _ type: OrganizationPolicyType,
        in organization: Organization
    ) -> CompiledPolicy? {
        if let policy = AWSOrganizationPolicy.all.first(where: { $0.id == id }) {
            return policy.type == type ? library.policy(policy.document, kind: type.kind, identifier: policy.arn) : nil
        }
        guard let policy = state.policies[id, in: organization.scope], policy.type == type else { return nil }
        return library.policy(policy.document, kind: type.kind, identifier: policy.arn)
    }
}

extension OrganizationPolicyType {
    var kind: PolicyKind {
        switch self {
        case .serviceControl: .serviceControl
        case .resourceControl: .resourceControl
        }
    }
}

extension OrganizationState {
    /// The units that an account is in, the outermost first.
    func units(above member: OrganizationMember) -> [OrganizationalUnit] {
        units(upFrom: member.parentID, managementAccountID: member.managementAccountID)
    }

    /// A unit and those it is in, the outermost first; none when the id is the root's.
    func units(upFrom id: String, managementAccountID: String) -> [OrganizationalUnit] {
        var path: [OrganizationalUnit] = []
        var next = id
        while let unit = units[next, in: .global(managementAccountID)] {
            path.insert(unit, at: 0)
            next = unit.parentID
        }
        return path
    }
}
