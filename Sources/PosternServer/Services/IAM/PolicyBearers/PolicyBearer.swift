import AWSWire
import StateStore

/// What identity-based policies are attached to: users, groups and roles.
protocol PolicyBearer: StoredEntity {
    /// The word in AWS's messages, such as `user`.
    static var noun: String { get }
    static var inlineCharacterQuota: Int { get }

    var name: String { get }
    var path: String { get }
    var arn: String { get }
    var grants: PolicyGrants { get set }

    static func table(in identity: IdentityState) -> EntityTable<Self>
    static func change(_ change: EntityChange<Self>) -> IdentityChange
    /// - Throws: `UnmodifiableEntity` for what AWS alone may change.
    func requireModifiable() throws(ServiceFault)
    /// The ARN of one that does not exist, under the default path.
    static func arn(ofAbsent name: String, accountID: String) -> String
}

extension PolicyBearer {
    /// The bearer of this name.
    ///
    /// - Throws: `NoSuchEntity`.
    static func find(_ name: String, in identity: IdentityState, _ scope: Scope) throws(ServiceFault) -> Self {
        guard let found = table(in: identity).named(name.lowercased(), in: scope), found.name == name else {
            throw IAM.Fault.noSuchEntity("The \(noun) with name \(name) cannot be found.")
        }
        return found
    }

    /// The ARN that a call about `name` is authorised on, whether or not there is such a bearer.
    static func resource(_ name: String, in call: IncomingCall) -> String {
        let found = table(in: call.view.snapshot.identity).named(name.lowercased(), in: .global(call.accountID))
        return found?.arn ?? arn(ofAbsent: name, accountID: call.accountID)
    }

    /// The bearers of an account under a path, ordered by name.
    static func all(in identity: IdentityState, _ scope: Scope, pathPrefix: String?) -> [Self] {
        table(in: identity).all(in: scope)
            .filter { $0.path.hasPrefix(pathPrefix ?? "/") }
            .sorted { $0.name < $1.name }
    }

    func requireModifiable() throws(ServiceFault) {}

    /// The bearer of this name, to be changed.
    ///
    /// - Throws: `NoSuchEntity`, or `UnmodifiableEntity` for what AWS alone may change.
    static func findModifiable(
        _ name: String,
        in identity: IdentityState,
        _ scope: Scope
    ) throws(ServiceFault) -> Self {
        let found = try find(name, in: identity, scope)
        try found.requireModifiable()
        return found
    }

    var hasPolicies: Bool { !grants.attachedARNs.isEmpty || !grants.inline.isEmpty }
}

extension User: PolicyBearer {
    static let noun = "user"
    static let inlineCharacterQuota = IAMQuota.inlineCharactersPerUser
    static func table(in identity: IdentityState) -> EntityTable<User> { identity.users }
    static func change(_ change: EntityChange<User>) -> IdentityChange { .user(change) }
    static func arn(ofAbsent name: String, accountID: String) -> String { "arn:aws:iam::\(accountID):user/\(name)" }
}

extension Group: PolicyBearer {
    static let noun = "group"
    static let inlineCharacterQuota = IAMQuota.inlineCharactersPerGroup
    static func table(in identity: IdentityState) -> EntityTable<Group> { identity.groups }
    static func change(_ change: EntityChange<Group>) -> IdentityChange { .group(change) }
    static func arn(ofAbsent name: String, accountID: String) -> String { "arn:aws:iam::\(accountID):group/\(name)" }
}

extension Role: PolicyBearer {
    static let noun = "role"
    static let inlineCharacterQuota = IAMQuota.inlineCharactersPerRole
    static func table(in identity: IdentityState) -> EntityTable<Role> { identity.roles }
    static func change(_ change: EntityChange<Role>) -> IdentityChange { .role(change) }
    static func arn(ofAbsent name: String, accountID: String) -> String { "arn:aws:iam::\(accountID):role/\(name)" }
}
