import StateStore

/// An account in the making, with the access key of its root user.
struct NewAccount: Sendable {
    let account: Account
    let rootKey: AccessKey
    /// The secret of the root user's key; shown once, to who asked for the account.
    let secretAccessKey: String

    /// Why an account cannot be made.
    enum Refusal: Error {
        case identifierTaken(String)
        case emailTaken(String)
    }

    /// - Parameters:
    ///   - id: twelve digits; nil to draw them.
    ///   - email: nil for an address that belongs to nobody.
    /// - Throws: ``Refusal`` when the id or the address is another account's.
    init(
        id: String?,
        name: String,
        email: String?,
        in identity: IdentityState,
        sealedWith key: SealingKey,
        at now: Moment,
        _ randomness: RandomSource
    ) throws(Refusal) {
        if let id, identity.knows(account: id) { throw .identifierTaken(id) }
        if let email, identity.accounts.all.contains(where: { $0.rootEmail.lowercased() == email.lowercased() }) {
            throw .emailTaken(email)
        }
        let accountID = id ?? Self.freeIdentifier(in: identity, randomness)
        account = Account(accountID: accountID, createdAt: now, name: name, email: email)
        secretAccessKey = randomness.secretAccessKey()
        rootKey = AccessKey(
            scope: .global(accountID),
            id: randomness.uniqueID(.longTermAccessKey),
            owner: .root,
            secret: secretAccessKey,
            sealedWith: key,
            createdAt: now
        )
    }

    var changes: [StateChange] {
        [.identity(.account(.put(account))), .identity(.accessKey(.put(rootKey)))]
    }

    private static func freeIdentifier(in identity: IdentityState, _ randomness: RandomSource) -> String {
        while true {
            let id = randomness.accountID()
            if !identity.knows(account: id) { return id }
        }
    }
}

extension Account {
    /// The root user's address; AWS asks for one, Postern makes one up that no mail reaches.
    var rootEmail: String { email ?? "root@\(accountID).test" }

    var rootARN: String { "arn:aws:iam::\(accountID):root" }
}
