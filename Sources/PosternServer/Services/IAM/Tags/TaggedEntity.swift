import AWSWire
import StateStore

/// What bears tags: users, roles, customer managed policies, instance profiles and identity providers.
protocol TaggedEntity: StoredEntity {
    var arn: String { get }
    var tags: [Tag] { get set }

    static func change(_ change: EntityChange<Self>) -> IdentityChange
}

extension User: TaggedEntity {}
extension Role: TaggedEntity {}

extension ManagedPolicy: TaggedEntity {
    static func change(_ change: EntityChange<ManagedPolicy>) -> IdentityChange { .managedPolicy(change) }
}

extension InstanceProfile: TaggedEntity {
    static func change(_ change: EntityChange<InstanceProfile>) -> IdentityChange { .instanceProfile(change) }
}

extension IdentityProvider: TaggedEntity {
    static func change(_ change: EntityChange<IdentityProvider>) -> IdentityChange { .identityProvider(change) }
}

extension TaggedEntity {
    /// Sets the values of the keys, which are told apart without regard to case, and keeps the other tags.
    ///
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html#id_tags_rules>
    /// - Throws: `LimitExceeded` when there would be more than fifty.
    mutating func setTags(_ new: [Tag]) throws(ServiceFault) {
        let keys = Set(new.map { $0.key.lowercased() })
        let tags = tags.filter { !keys.contains($0.key.lowercased()) } + new
        guard tags.count <= IAMQuota.tags else {
            throw IAM.Fault.limitExceeded("The number of tags has reached the maximum limit.")
        }
        self.tags = tags
    }

    mutating func removeTags(_ keys: [String]) {
        let keys = Set(keys.map { $0.lowercased() })
        tags.removeAll { keys.contains($0.key.lowercased()) }
    }
}
