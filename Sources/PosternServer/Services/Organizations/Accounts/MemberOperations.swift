import AWSWire
import StateStore

/// `DescribeAccount`.
struct DescribeAccount: ServiceOperation {
    typealias Wire = Organizations.DescribeAccount

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.organizations(Self.action, on: input.accountID, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let organization = try call.managedOrganization()
        let member = try call.organizations.member(input.accountID, of: organization)
        return .finished(
            Wire.Output(account: Organizations.Account(member, in: organization, call.call.view.snapshot))
        )
    }
}

/// `ListAccounts`.
struct ListAccounts: ServiceOperation {
    typealias Wire = Organizations.ListAccounts

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.organizations(Self.action, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let organization = try call.managedOrganization()
        let members = call.organizations.members(of: organization)
        let page = try OrganizationsPage(of: members, after: input.nextToken, maxResults: input.maxResults, key: \.id)
        return .finished(
            Wire.Output(
                accounts: page.items.map { Organizations.Account($0, in: organization, call.call.view.snapshot) },
                nextToken: page.nextToken
            )
        )
    }
}

/// `RemoveAccountFromOrganization`: the account stands alone from then on.
///
/// AWS wants the account to have a payment method first; accounts here need none.
/// <https://docs.aws.amazon.com/organizations/latest/APIReference/API_RemoveAccountFromOrganization.html>
struct RemoveAccountFromOrganization: ServiceOperation {
    typealias Wire = Organizations.RemoveAccountFromOrganization
    let organizations: OrganizationsDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.organizations(Self.action, on: input.accountID, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        organizations.change(call) { transaction, organization throws(ServiceFault) in
            let member = try transaction.organizations.member(input.accountID, of: organization)
            guard !member.isManagementAccount else { throw OrganizationsFaults.managementAccountCannotLeave }
            transaction.apply(.member(.remove(member.key)))
            return Unit()
        }
    }
}

/// `LeaveOrganization`: what a member account does itself.
struct LeaveOrganization: ServiceOperation {
    typealias Wire = Organizations.LeaveOrganization
    let organizations: OrganizationsDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.organizations(Self.action, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        .asynchronously { () throws(ServiceFault) in
            try await organizations.writer.write { transaction throws(ServiceFault) in
                guard let member = transaction.organizations.member(call.call.accountID) else {
                    throw OrganizationsFaults.notInUse
                }
                guard !member.isManagementAccount else { throw OrganizationsFaults.managementAccountCannotLeave }
                transaction.apply(.member(.remove(member.key)))
                return Unit()
            }
        }
    }
}

/// `CloseAccount`: suspends a member account; its credentials stop working.
///
/// <https://docs.aws.amazon.com/organizations/latest/APIReference/API_CloseAccount.html>
struct CloseAccount: ServiceOperation {
    typealias Wire = Organizations.CloseAccount
    let organizations: OrganizationsDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.organizations(Self.action, on: input.accountID, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        organizations.change(call) { transaction, organization throws(ServiceFault) in
            guard organization.featureSet == .all else { throw OrganizationsFaults.notAllFeatures }
            let member = try transaction.organizations.member(input.accountID, of: organization)
            guard !member.isManagementAccount else {
                throw Organizations.Fault.constraintViolation(
                    "You can't close the management account.",
                    reason: "CANNOT_CLOSE_MANAGEMENT_ACCOUNT"
                )
            }
            guard var account = transaction.identity.accounts[member.accountID, in: member.scope] else {
                throw OrganizationsFaults.noAccount
            }
            guard !account.isSuspended else {
                throw Organizations.Fault.accountAlreadyClosed("The provided account is already closed.")
            }
            account.closedAt = call.time
            transaction.apply(.account(.put(account)))
            return Unit()
        }
    }
}

extension OrganizationState {
    /// - Throws: `AccountNotFoundException`.
    func member(_ id: String, of organization: Organization) throws(ServiceFault) -> OrganizationMember {
        guard let member = member(id), member.organizationID == organization.id else {
            throw OrganizationsFaults.noAccount
        }
        return member
    }
}
