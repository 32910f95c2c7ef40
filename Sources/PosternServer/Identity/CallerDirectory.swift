import IAMPolicy
import LambdaCore
import SigV4
import StateStore
import Synchronization

/// A credential this server gave out: the secret to check signatures with, and who holds it.
struct KnownCredential: Sendable {
    let signing: SigningCredential
    let caller: CallerIdentity
}

/// Finds callers by their credentials in one unchanging state, and remembers those it has found.
final class CallerDirectory: Sendable {
    /// Credentials remembered; more distinct ones than this are looked up anew.
    private static let capacity = 4096

    private let factory: CallerFactory
    private let accessKeys: [String: AccessKey]
    private let sealingKey: SealingKey
    private let sealer: SessionTokenSealer
    private let known = Mutex<[String: KnownCredential]>([:])
    /// Sessions of execution roles, by role and function: as many as there are functions.
    private let executionSessions = Mutex<[String: CallerIdentity]>([:])

    init(_ factory: CallerFactory, sealingKey: SealingKey) {
        self.factory = factory
        accessKeys = Dictionary(factory.identity.accessKeys.all.map { ($0.id, $0) }) { first, _ in first }
        self.sealingKey = sealingKey
        sealer = SessionTokenSealer(key: sealingKey)
    }

    /// The credential a request claims; nil when there is none, or it was deactivated, or its principal is gone.
    ///
    /// - Throws: ``SignatureError/invalidSessionToken`` for a token that is not this server's or belongs to another key.
    func credential(accessKeyID: String, sessionToken: String?) throws(SignatureError) -> KnownCredential? {
        let cacheKey = sessionToken ?? accessKeyID
        if let credential = known.withLock({ $0[cacheKey] }) {
            guard credential.signing.accessKeyID == accessKeyID else { throw .invalidSessionToken }
            return credential
        }
        let credential: KnownCredential?
        if let sessionToken {
            guard let grant = sealer.grant(from: sessionToken), grant.accessKeyID == accessKeyID else {
                throw .invalidSessionToken
            }
            credential = temporary(grant)
        } else {
            credential = longTerm(accessKeyID)
        }
        if let credential { remember(credential, as: cacheKey) }
        return credential
    }

    /// The root user of an account, for what the server's own operator does on its command line.
    func root(of accountID: String) -> CallerIdentity? {
        account(accountID).map { factory.root(of: $0, accessKeyID: "") }
    }

    /// The session that Lambda writes a function's logs in: of its execution role, named after the function.
    func executionRoleSession(of role: Role, for function: FunctionIdentity) -> CallerIdentity {
        let cacheKey = "\(role.id)/\(function.arn)"
        if let session = executionSessions.withLock({ $0[cacheKey] }) { return session }
        let grant = SessionGrant(
            accountID: role.scope.accountID,
            accessKeyID: "",
            secretAccessKey: "",
            issuer: .role(id: role.id, sessionName: function.name),
            issuedAt: role.createdAt,
            expiresAt: role.createdAt,
            sourceFunctionARN: function.arn
        )
        let session = factory.roleSession(of: role, named: function.name, session: grant)
        executionSessions.withLock { $0[cacheKey] = session }
        return session
    }

    private func remember(_ credential: KnownCredential, as key: String) {
        known.withLock { known in
            if known.count >= Self.capacity { known.removeAll(keepingCapacity: true) }
            known[key] = credential
        }
    }

    private func longTerm(_ accessKeyID: String) -> KnownCredential? {
        guard let key = accessKeys[accessKeyID], key.status == .active, account(key.scope.accountID) != nil,
            let secret = try? key.secret(openedWith: sealingKey),
            let caller = caller(key)
        else { return nil }
        let signing = SigningCredential(accessKeyID: accessKeyID, secret: SecretAccessKey(secret))
        return KnownCredential(signing: signing, caller: caller)
    }

    private func caller(_ key: AccessKey) -> CallerIdentity? {
        switch key.owner {
        case .root:
            account(key.scope.accountID).map { factory.root(of: $0, accessKeyID: key.id) }
        case .user(let id):
            factory.identity.users[id, in: key.scope].map { factory.user($0, accessKeyID: key.id) }
        }
    }

    private func temporary(_ grant: SessionGrant) -> KnownCredential? {
        guard account(grant.accountID) != nil, let caller = caller(grant) else { return nil }
        let expiry = SigningTime(secondsSince1970: grant.expiresAt.seconds)
        let signing = SigningCredential(
            accessKeyID: grant.accessKeyID,
            secret: SecretAccessKey(grant.secretAccessKey),
            session: SigningCredential.Session(expiresAt: expiry)
        )
        return KnownCredential(signing: signing, caller: caller)
    }

    private func caller(_ grant: SessionGrant) -> CallerIdentity? {
        let scope = Scope.global(grant.accountID)
        let users = factory.identity.users
        switch grant.issuer {
        case .role(let id, let sessionName):
            return factory.identity.roles[id, in: scope]
                .map { factory.roleSession(of: $0, named: sessionName, session: grant) }
        case .user(let id?):
            return users[id, in: scope].map { factory.user($0, accessKeyID: grant.accessKeyID, session: grant) }
        case .user(nil):
            return account(grant.accountID).map { factory.root(of: $0, accessKeyID: grant.accessKeyID, session: grant) }
        case .federated(let userID?, let name):
            return users[userID, in: scope].map { factory.federatedUser(named: name, issuer: $0, session: grant) }
        case .federated(nil, let name):
            return account(grant.accountID).map { factory.federatedUser(named: name, rootOf: $0, session: grant) }
        }
    }

    /// Nil for an account that was closed: nothing can be done with its credentials.
    private func account(_ id: String) -> Account? {
        factory.identity.accounts[id, in: .global(id)].flatMap { $0.isSuspended ? nil : $0 }
    }
}
