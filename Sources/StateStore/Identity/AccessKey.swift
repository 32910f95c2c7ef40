/// A long-term access key. Its secret is sealed; the gateway opens it once, when it loads the key.
package struct AccessKey: StoredEntity {
    package static let kind = EntityKind.accessKey

    package enum Owner: Hashable, Sendable, Codable {
        case root
        /// The user's unique id (`AIDA…`), so that a recreated user does not inherit the key.
        case user(id: String)
    }

    package enum Status: String, Sendable, Codable {
        case active = "Active"
        case inactive = "Inactive"
    }

    package let scope: Scope
    /// The access key id, `AKIA…`.
    package let id: String
    package let owner: Owner
    package let sealedSecret: SealedBytes
    package var status: Status
    package let createdAt: Timestamp

    /// - Parameter secret: the secret access key in the clear; only its sealed form is kept.
    package init(
        scope: Scope,
        id: String,
        owner: Owner,
        secret: String,
        sealedWith key: SealingKey,
        status: Status = .active,
        createdAt: Timestamp
    ) {
        self.scope = scope
        self.id = id
        self.owner = owner
        self.sealedSecret = key.seal(Array(secret.utf8), for: .accessKeySecret(accessKeyID: id))
        self.status = status
        self.createdAt = createdAt
    }

    /// The secret access key in the clear; never log it.
    package func secret(openedWith key: SealingKey) throws(SealingError) -> String {
        let bytes = try key.open(sealedSecret, for: .accessKeySecret(accessKeyID: id))
        return String(decoding: bytes, as: UTF8.self)
    }
}
