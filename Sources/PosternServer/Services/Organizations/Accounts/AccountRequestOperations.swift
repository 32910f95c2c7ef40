import AWSWire
import StateStore

/// `CreateAccount`: an account that is a member from the start, with a role that its management account may assume.
///
/// AWS answers before the account is there. Here it is there at once, and the answer tells of the request as it was
/// accepted; whoever asks for its status finds it done.
/// <https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreateAccount.html>
struct CreateMemberAccount: ServiceOperation {
    typealias Wire = Organizations.CreateAccount
    let organizations: OrganizationsDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.organizations(Self.action, in: call, context: .requested(input.tags))]
            + AuthorizationRequirement.tagging(input.tags, new: "account", in: call)
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let tags = try OrganizationTags.checked(input.tags)
        guard input.roleName?.hasPrefix("AWSServiceRoleFor") != true else {
            throw Organizations.Fault.invalidInput(
                "A role name can't begin with the reserved prefix AWSServiceRoleFor.",
                reason: "INVALID_ROLE_NAME"
            )
        }
        return organizations.change(call) { transaction, organization throws(ServiceFault) in
            guard transaction.organizations.members(of: organization).count < OrganizationsQuota.accounts else {
                throw Organizations.Fault.constraintViolation(
                    "You have exceeded the allowed number of AWS accounts.",
                    reason: "ACCOUNT_NUMBER_LIMIT_EXCEEDED"
                )
            }
            let request = AccountRequest(
                scope: organization.scope,
                id: "car-" + organizations.surroundings.randomness.lowercaseText(of: 32),
                accountName: input.accountName,
                requestedAt: call.time,
                completedAt: call.time,
                outcome: make(input, tags, in: organization, &transaction, at: call.time)
            )
            transaction.apply(.accountRequest(.put(request)))
            return Wire.Output(createAccountStatus: Organizations.CreateAccountStatus(accepted: request))
        }
    }

    private func make(
        _ input: Wire.Input,
        _ tags: [Tag],
        in organization: Organization,
        _ transaction: inout StateTransaction,
        at now: Moment
    ) -> AccountRequest.Outcome {
        let new: NewAccount
        do throws(NewAccount.Refusal) {
            new = try NewAccount(
                id: nil,
                name: input.accountName,
                email: input.email,
                in: transaction.identity,
                sealedWith: organizations.sealingKey,
                at: now,
                organizations.surroundings.randomness
            )
        } catch {
            switch error {
            case .emailTaken: return .failed(reason: "EMAIL_ALREADY_EXISTS")
            case .identifierTaken: return .failed(reason: "INTERNAL_FAILURE")
            }
        }
        for change in new.changes { transaction.apply(change) }
        let accountID = new.account.accountID
        transaction.apply(
            .member(
                .put(
                    OrganizationMember(
                        accountID: accountID,
                        of: organization,
                        joinedMethod: .created,
                        joinedAt: now,
                        attachedPolicyIDs: organization.defaultPolicyIDs,
                        tags: tags
                    )
                )
            )
        )
        transaction.apply(.role(.put(accessRole(named: input.roleName, in: accountID, for: organization, at: now))))
        OrganizationsRole.ensure(in: accountID, &transaction, at: now, organizations.surroundings)
        return .succeeded(accountID: accountID)
    }

    /// Whom the management account's administrators become in the new account.
    ///
    /// <https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_access-cross-account-role.html>
    private func accessRole(
        named name: String?,
        in accountID: String,
        for organization: Organization,
        at now: Moment
    ) -> Role {
        let management = organization.managementAccountID
        let trust =
            #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"#
            + #""arn:aws:iam::\#(management):root"},"Action":"sts:AssumeRole"}]}"#
        let administrator = PolicyText(
            #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#
        )
        return Role(
            scope: .global(accountID),
            id: organizations.surroundings.randomness.uniqueID(.role),
            name: name ?? "OrganizationAccountAccessRole",
            createdAt: now,
            trust: PinnedPolicy(PolicyText(trust)),
            grants: PolicyGrants(inline: [InlinePolicy(name: "AdministratorAccess", document: administrator)])
        )
    }
}

/// `DescribeCreateAccountStatus`.
struct DescribeCreateAccountStatus: ServiceOperation {
    typealias Wire = Organizations.DescribeCreateAccountStatus

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.organizations(Self.action, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let organization = try call.managedOrganization()
        let request = call.organizations.accountRequests[input.createAccountRequestID, in: organization.scope]
        guard let request else {
            throw Organizations.Fault.createAccountStatusNotFound(
                "You specified a create account request that doesn't exist."
            )
        }
        return .finished(Wire.Output(createAccountStatus: Organizations.CreateAccountStatus(request)))
    }
}

/// `ListCreateAccountStatus`.
struct ListCreateAccountStatus: ServiceOperation {
    typealias Wire = Organizations.ListCreateAccountStatus

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.organizations(Self.action, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let organization = try call.managedOrganization()
        let requests = call.organizations.accountRequests.all(in: organization.scope)
            .filter { request in input.states?.contains(request.state) ?? true }
            .sorted { $0.id < $1.id }
        let page = try OrganizationsPage(of: requests, after: input.nextToken, maxResults: input.maxResults, key: \.id)
        return .finished(
            Wire.Output(
                createAccountStatuses: page.items.map { Organizations.CreateAccountStatus($0) },
                nextToken: page.nextToken
            )
        )
    }
}

extension AccountRequest {
    fileprivate var state: Organizations.CreateAccountState {
        switch outcome {
        case .succeeded: .succeeded
        case .failed: .failed
        }
    }
}

extension Organizations.CreateAccountStatus {
    fileprivate init(_ request: AccountRequest) {
        self.init(accepted: request)
        state = request.state
        completedTimestamp = WireTimestamp(request.completedAt)
        switch request.outcome {
        case .succeeded(let id): accountID = id
        case .failed(let reason): failureReason = .init(rawValue: reason)
        }
    }

    /// A request that was taken and is not known to have ended.
    fileprivate init(accepted request: AccountRequest) {
        self.init(
            id: request.id,
            accountName: request.accountName,
            state: .inProgress,
            requestedTimestamp: WireTimestamp(request.requestedAt)
        )
    }
}
