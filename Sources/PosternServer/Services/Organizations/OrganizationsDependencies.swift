import AWSWire
import StateStore

/// What Organizations' operations work with.
struct OrganizationsDependencies: Sendable {
    let writer: StateWriter
    let sealingKey: SealingKey
    let surroundings: Surroundings

    /// A change that only an organization's management account may make; `body` gets that organization.
    func change<Output: Sendable>(
        _ call: AuthorizedCall,
        _ body: @escaping @Sendable (inout StateTransaction, Organization) throws(ServiceFault) -> Output
    ) -> Performance<Output> {
        .asynchronously { () throws(ServiceFault) in
            try await writer.write { transaction throws(ServiceFault) in
                let organization = try transaction.organizations.organization(managedBy: call.call.accountID)
                return try body(&transaction, organization)
            }
        }
    }
}

extension AuthorizedCall {
    var organizations: OrganizationState { call.organizations }

    /// The organization that the caller's account manages.
    ///
    /// - Throws: `AWSOrganizationsNotInUseException`; `AccessDeniedException` for another account of an organization.
    func managedOrganization() throws(ServiceFault) -> Organization {
        try organizations.organization(managedBy: call.accountID)
    }
}

extension IncomingCall {
    var organizations: OrganizationState { view.snapshot.organizations }
}

extension OrganizationState {
    /// - Throws: `AWSOrganizationsNotInUseException`; `AccessDeniedException` for another account of an organization.
    func organization(managedBy accountID: String) throws(ServiceFault) -> Organization {
        guard let organization = organization(of: accountID) else { throw OrganizationsFaults.notInUse }
        guard organization.managementAccountID == accountID else { throw OrganizationsFaults.accessDenied }
        return organization
    }

    /// The units of an organization, ordered by id.
    func units(of organization: Organization) -> [OrganizationalUnit] {
        units.all(in: organization.scope).sorted { $0.id < $1.id }
    }

    /// The memberships of an organization, its management account's included, ordered by account.
    func members(of organization: Organization) -> [OrganizationMember] {
        members.all.filter { $0.organizationID == organization.id }.sorted { $0.accountID < $1.accountID }
    }

    /// The policies that an organization wrote itself, ordered by id.
    func policies(of organization: Organization) -> [OrganizationPolicy] {
        policies.all(in: organization.scope).sorted { $0.id < $1.id }
    }
}
