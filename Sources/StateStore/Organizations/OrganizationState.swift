/// Every organization with what belongs to it, as one value that is replaced whole after each persisted change.
package struct OrganizationState: Sendable, Equatable {
    package private(set) var organizations = EntityTable<Organization>()
    package private(set) var units = EntityTable<OrganizationalUnit>()
    package private(set) var members = EntityTable<OrganizationMember>()
    package private(set) var policies = EntityTable<OrganizationPolicy>()
    package private(set) var handshakes = EntityTable<OrganizationHandshake>()
    package private(set) var accountRequests = EntityTable<AccountRequest>()

    package init() {}

    package mutating func apply(_ change: OrganizationChange) {
        switch change {
        case .organization(let change): organizations.apply(change)
        case .unit(let change): units.apply(change)
        case .member(let change): members.apply(change)
        case .policy(let change): policies.apply(change)
        case .handshake(let change): handshakes.apply(change)
        case .accountRequest(let change): accountRequests.apply(change)
        }
    }

    /// The membership of an account; nil for one that stands alone.
    package func member(_ accountID: String) -> OrganizationMember? {
        members[accountID, in: .global(accountID)]
    }

    /// The organization that an account belongs to, as its management account or as another.
    package func organization(of accountID: String) -> Organization? {
        member(accountID).flatMap { organizations[$0.organizationID, in: .global($0.managementAccountID)] }
    }
}
