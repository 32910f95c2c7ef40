import StateStore

extension OrganizationState {
    /// The service control policies that bind the principals of an account, by level from the root; nil where none do.
    func serviceControl(of accountID: String) -> [[SimulatedPolicy]]? {
        guard let member = member(accountID), !member.isManagementAccount,
            let organization = organization(of: accountID),
            organization.enabledPolicyTypes.contains(.serviceControl)
        else { return nil }
        let levels =
            [organization.attachedPolicyIDs] + units(above: member).map(\.attachedPolicyIDs)
            + [member.attachedPolicyIDs]
        return levels.map { ids in ids.compactMap { simulated($0, in: organization) } }
    }

    private func simulated(_ id: String, in organization: Organization) -> SimulatedPolicy? {
        guard let policy = try? AnyOrganizationPolicy(id, in: organization, self), policy.type == .serviceControl else {
            return nil
        }
        return SimulatedPolicy(id: id, type: SimulatedPolicy.organizationType, text: policy.content)
    }
}
