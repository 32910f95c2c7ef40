import AWSWire
import StateStore

extension InstanceProfile {
    /// - Throws: `NoSuchEntity`.
    static func find(_ name: String, in identity: IdentityState, _ scope: Scope) throws(ServiceFault) -> Self {
        guard let found = identity.instanceProfiles.named(name.lowercased(), in: scope), found.name == name else {
            throw IAM.Fault.noSuchEntity("Instance Profile \(name) cannot be found.")
        }
        return found
    }

    /// The ARN that a call about `name` is authorised on, whether or not there is such an instance profile.
    static func resource(_ name: String, in call: IncomingCall) -> String {
        let scope = Scope.global(call.accountID)
        let found = call.view.snapshot.identity.instanceProfiles.named(name.lowercased(), in: scope)
        return found?.arn ?? "arn:aws:iam::\(call.accountID):instance-profile/\(name)"
    }
}

extension IAM.InstanceProfile {
    /// With its tags, as operations on one instance profile show it.
    init(_ profile: InstanceProfile, in identity: IdentityState) {
        self.init(listed: profile, in: identity)
        tags = profile.tags.map(IAM.Tag.init)
    }

    /// Lists leave out the tags, as AWS does.
    init(listed profile: InstanceProfile, in identity: IdentityState) {
        let role = profile.roleID.flatMap { identity.roles[$0, in: profile.scope] }
        self.init(
            path: profile.path,
            instanceProfileName: profile.name,
            instanceProfileID: profile.id,
            arn: profile.arn,
            createDate: WireTimestamp(wholeSecondsOf: profile.createdAt),
            roles: role.map { [IAM.Role(inside: $0)] } ?? []
        )
    }
}

extension IAM.Role {
    /// A role as instance profiles show it: without description, duration, boundary and tags.
    init(inside role: Role) {
        self.init(listed: role)
        description = nil
        maxSessionDuration = nil
    }
}

/// The input of an operation on one instance profile.
protocol InstanceProfileInput: TaggingInput where Tagged == InstanceProfile {
    var instanceProfileName: String { get }
}

extension InstanceProfileInput {
    func taggedResource(in call: IncomingCall) -> String {
        InstanceProfile.resource(instanceProfileName, in: call)
    }

    func tagged(in identity: IdentityState, for call: AuthorizedCall) throws(ServiceFault) -> InstanceProfile {
        try InstanceProfile.find(instanceProfileName, in: identity, call.globalScope)
    }
}

extension IAM.TagInstanceProfile.Input: InstanceProfileInput, TagsInput {}
extension IAM.UntagInstanceProfile.Input: InstanceProfileInput, TagKeysInput {}
extension IAM.ListInstanceProfileTags.Input: InstanceProfileInput, TagsPageInput {}
extension IAM.ListInstanceProfileTags.Output: TagsOutput {}

extension AuthorizationRequirement {
    static func onInstanceProfile(_ action: String, _ name: String, in call: IncomingCall) -> Self {
        Self(action, on: InstanceProfile.resource(name, in: call), ownedBy: call.accountID)
    }
}
