import AWSWire
import StateStore

/// `CreateAccountAlias`: one to an account, and no two accounts have the same.
///
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateAccountAlias.html>
struct CreateAccountAlias: ServiceOperation {
    typealias Wire = IAM.CreateAccountAlias
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.onAccount(Self.action, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        .asynchronously { () throws(ServiceFault) in
            try await iam.writer.write { transaction throws(ServiceFault) in
                let alias = input.accountAlias
                guard !transaction.identity.accounts.all.contains(where: { $0.alias == alias }) else {
                    throw IAM.Fault.entityAlreadyExists("The account alias \(alias) already exists.")
                }
                var account = try transaction.identity.account(of: call)
                account.alias = alias
                transaction.apply(.account(.put(account)))
                return Unit()
            }
        }
    }
}

/// `DeleteAccountAlias`.
struct DeleteAccountAlias: ServiceOperation {
    typealias Wire = IAM.DeleteAccountAlias
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.onAccount(Self.action, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        .asynchronously { () throws(ServiceFault) in
            try await iam.writer.write { transaction throws(ServiceFault) in
                var account = try transaction.identity.account(of: call)
                guard account.alias == input.accountAlias else {
                    throw IAM.Fault.noSuchEntity("The account alias \(input.accountAlias) does not exist.")
                }
                account.alias = nil
                transaction.apply(.account(.put(account)))
                return Unit()
            }
        }
    }
}

/// `ListAccountAliases`: none, or the one.
struct ListAccountAliases: ServiceOperation {
    typealias Wire = IAM.ListAccountAliases

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.onAccount(Self.action, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let alias = try call.identity.account(of: call).alias
        let page = try Page(of: alias.map { [$0] } ?? [], after: input.marker, maxItems: input.maxItems, key: \.self)
        return .finished(
            Wire.Output(accountAliases: page.items, isTruncated: page.isTruncated, marker: page.marker)
        )
    }
}

extension IdentityState {
    /// The caller's account. A caller who was identified belongs to one; its absence is the server's mistake.
    func account(of call: AuthorizedCall) throws(ServiceFault) -> Account {
        guard let account = accounts[call.call.accountID, in: call.globalScope] else { throw .internalFailure }
        return account
    }
}

extension AuthorizationRequirement {
    /// An action that has no resource but the account itself.
    static func onAccount(_ action: String, in call: IncomingCall) -> Self {
        Self(action, on: "*", ownedBy: call.accountID)
    }
}
