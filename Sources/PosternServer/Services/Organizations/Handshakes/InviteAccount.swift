import AWSWire
import StateStore

/// `InviteAccountToOrganization`: an invitation that the other account can accept or decline.
///
/// <https://docs.aws.amazon.com/organizations/latest/APIReference/API_InviteAccountToOrganization.html>
struct InviteAccountToOrganization: ServiceOperation {
    typealias Wire = Organizations.InviteAccountToOrganization
    let organizations: OrganizationsDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let invited: AuthorizationRequirement =
            input.target.type == .account
            ? .organizations(Self.action, on: input.target.id, in: call, context: .requested(input.tags))
            : .organizations(Self.action, in: call, context: .requested(input.tags))
        return [invited] + AuthorizationRequirement.tagging(input.tags, new: "account", in: call)
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let tags = try OrganizationTags.checked(input.tags)
        return organizations.change(call) { transaction, organization throws(ServiceFault) in
            let (target, account) = try invited(input.target, transaction.identity)
            try check(account, in: organization, transaction.organizations, at: call.time)
            let handshake = OrganizationHandshake(
                scope: organization.scope,
                id: "h-" + organizations.surroundings.randomness.lowercaseText(of: 32),
                organizationID: organization.id,
                target: target,
                accountID: account.accountID,
                notes: input.notes,
                requestedAt: call.time,
                expiresAt: call.time + OrganizationsQuota.handshakeLifetime,
                tags: tags
            )
            transaction.apply(.handshake(.put(handshake)))
            return Wire.Output(
                handshake: Organizations.Handshake(handshake, transaction.snapshot, at: call.time)
            )
        }
    }

    private func invited(
        _ party: Organizations.HandshakeParty,
        _ identity: IdentityState
    ) throws(ServiceFault) -> (OrganizationHandshake.Target, Account) {
        switch party.type {
        case .account:
            guard let account = identity.accounts[party.id, in: .global(party.id)] else {
                throw Organizations.Fault.invalidInput(
                    "You can't invite the account '\(party.id)': this server has no such account.",
                    reason: "TARGET_NOT_SUPPORTED"
                )
            }
            return (.account(id: party.id), account)
        case .email:
            let address = party.id.lowercased()
            guard let account = identity.accounts.all.first(where: { $0.rootEmail.lowercased() == address }) else {
                throw Organizations.Fault.invalidInput(
                    "You specified an invalid email address: no account of this server has it.",
                    reason: "INVALID_EMAIL_ADDRESS_TARGET"
                )
            }
            return (.email(address: party.id), account)
        default:
            throw Organizations.Fault.invalidInput(
                "You can invite an ACCOUNT or an EMAIL, not an \(party.type.rawValue).",
                reason: "INVALID_PARTY_TYPE_TARGET"
            )
        }
    }

    private func check(
        _ account: Account,
        in organization: Organization,
        _ state: OrganizationState,
        at now: Moment
    ) throws(ServiceFault) {
        guard state.member(account.accountID) == nil else { throw HandshakeFaults.alreadyInOrganization }
        let isInvited = state.handshakes.all(in: organization.scope)
            .contains { $0.accountID == account.accountID && $0.state(at: now) == .open }
        guard !isInvited else {
            throw Organizations.Fault.duplicateHandshake(
                "A handshake with the same action and target already exists; cancel it to send another."
            )
        }
        guard state.members(of: organization).count < OrganizationsQuota.accounts else {
            throw Organizations.Fault.handshakeConstraintViolation(
                "You have exceeded the allowed number of AWS accounts.",
                reason: "ACCOUNT_NUMBER_LIMIT_EXCEEDED"
            )
        }
    }
}

enum HandshakeFaults {
    static let alreadyInOrganization = Organizations.Fault.handshakeConstraintViolation(
        "The invited account is already a member of an organization.",
        reason: "ALREADY_IN_AN_ORGANIZATION"
    )
    static let notFound = Organizations.Fault.handshakeNotFound("You specified a handshake that doesn't exist.")
}
