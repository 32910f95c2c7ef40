import AWSWire
import StateStore

/// What Postern's own operations on accounts work with.
struct AccountsDependencies: Sendable {
    let writer: StateWriter
    let sealingKey: SealingKey
    let surroundings: Surroundings
    /// The account that the server was started with; it owns what is asked for here.
    let operatorAccount: String
}

/// The operations on accounts that are served.
enum AccountsService {
    static func operations(_ accounts: AccountsDependencies) -> [any AnyServiceOperation] {
        [Served(CreateAccountOfServer(accounts: accounts))]
    }
}

/// `postern account create` at a running server.
///
/// The resource belongs to the account that the server was started with: its root user may make accounts, and whom its
/// policies allow `postern:CreateAccount`; no other account may.
struct CreateAccountOfServer: ServiceOperation {
    typealias Wire = Accounts.CreateAccount
    let accounts: AccountsDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let resource = "arn:aws:postern::\(accounts.operatorAccount):account/\(input.accountID ?? "*")"
        return [AuthorizationRequirement(Self.action, on: resource, ownedBy: accounts.operatorAccount)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        .asynchronously { () throws(ServiceFault) in
            try await accounts.writer.write { transaction throws(ServiceFault) in
                let new: NewAccount
                do throws(NewAccount.Refusal) {
                    new = try NewAccount(
                        id: input.accountID,
                        name: input.accountName,
                        email: input.email,
                        in: transaction.identity,
                        sealedWith: accounts.sealingKey,
                        at: call.time,
                        accounts.surroundings.randomness
                    )
                } catch {
                    throw error.fault
                }
                for change in new.changes { transaction.apply(change) }
                return Wire.Output(listing: AccountListing(new))
            }
        }
    }
}

extension NewAccount.Refusal {
    var fault: ServiceFault {
        switch self {
        case .identifierTaken(let id):
            ServiceFault(
                code: "AlreadyExistsException",
                message: "there is an account '\(id)' already; choose another id"
            )
        case .emailTaken(let email):
            ServiceFault(
                code: "AlreadyExistsException",
                message: "there is an account with the address '\(email)' already; choose another"
            )
        }
    }
}
