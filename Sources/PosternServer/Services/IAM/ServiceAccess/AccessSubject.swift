import AWSWire
import IAMPolicy
import StateStore

/// What a report about the use of services is about: a user, group, role or managed policy, with the users and roles whose
/// requests count.
struct AccessSubject: Sendable {
    let principals: [AccessingPrincipal]
    let policies: [CompiledPolicy]

    /// - Throws: `NoSuchEntity`, or `InvalidInput` for the ARN of something else.
    init(arn text: String, in call: AuthorizedCall) throws(ServiceFault) {
        let (identity, library, scope) = (call.identity, call.call.view.library, call.globalScope)
        func policies(_ grants: PolicyGrants) -> [CompiledPolicy] {
            grants.inline.map { library.policy($0.document, kind: .identity, identifier: $0.name) }
                + grants.attachedARNs.map { library.managedPolicy($0, kind: .identity, in: identity) }
        }
        let kind = ARN(text)?.resource.prefix { $0 != "/" }
        switch kind {
        case "user":
            guard let user = identity.users.all(in: scope).first(where: { $0.arn == text }) else {
                throw Self.missing(text)
            }
            principals = [.user(user)]
            let groups = user.groupIDs.compactMap { identity.groups[$0, in: scope] }
            self.policies = policies(user.grants) + groups.flatMap { policies($0.grants) }
        case "role":
            guard let role = identity.roles.all(in: scope).first(where: { $0.arn == text }) else {
                throw Self.missing(text)
            }
            principals = [.role(role)]
            self.policies = policies(role.grants)
        case "group":
            guard let group = identity.groups.all(in: scope).first(where: { $0.arn == text }) else {
                throw Self.missing(text)
            }
            principals = identity.users.all(in: scope).filter { $0.groupIDs.contains(group.id) }.map { .user($0) }
            self.policies = policies(group.grants)
        case "policy":
            guard identity.managedPolicy(arn: text)?.scope == scope || library.hasAWSManagedPolicy(text) else {
                throw Self.missing(text)
            }
            let groups = identity.groups.all(in: scope).filter { $0.grants.attachedARNs.contains(text) }
            let users = identity.users.all(in: scope).filter { user in
                user.grants.attachedARNs.contains(text) || groups.contains { user.groupIDs.contains($0.id) }
            }
            let roles = identity.roles.all(in: scope).filter { $0.grants.attachedARNs.contains(text) }
            principals = users.map { .user($0) } + roles.map { .role($0) }
            self.policies = [library.managedPolicy(text, kind: .identity, in: identity)]
        default:
            throw IAM.Fault.invalidInput("\(text) is not the ARN of a user, group, role or managed policy.")
        }
    }

    private static func missing(_ arn: String) -> ServiceFault {
        IAM.Fault.noSuchEntity("ARN \(arn) not found")
    }
}

/// A user or role whose requests are looked for.
enum AccessingPrincipal: Sendable {
    case user(User)
    case role(Role)

    /// How recorded events name it.
    var auditName: String {
        switch self {
        case .user(let user): user.id
        case .role(let role): role.arn
        }
    }

    /// Whether an event is this principal's, and not that of a former one of the same name.
    func made(_ event: AuditEvent) -> Bool {
        switch self {
        case .user: true
        case .role(let role): event.userIdentity.session?.issuer?.principalID == role.id
        }
    }

    var arn: String {
        switch self {
        case .user(let user): user.arn
        case .role(let role): role.arn
        }
    }

    var information: IAM.EntityInfo {
        switch self {
        case .user(let user):
            IAM.EntityInfo(arn: user.arn, name: user.name, type: .user, id: user.id, path: user.path)
        case .role(let role):
            IAM.EntityInfo(arn: role.arn, name: role.name, type: .role, id: role.id, path: role.path)
        }
    }
}
