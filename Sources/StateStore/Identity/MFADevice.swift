/// A virtual MFA device: a secret shared with a program that shows one-time passwords.
package struct MFADevice: StoredEntity {
    package static let kind = EntityKind.mfaDevice

    package let scope: Scope
    package let name: String
    /// Begins and ends with `/`.
    package let path: String
    package let sealedSeed: SealedBytes
    package let createdAt: Timestamp
    /// Whose device it is; nil while it is nobody's.
    package var assignment: Assignment?
    package var tags: [Tag]

    package struct Assignment: Hashable, Sendable, Codable {
        /// The user's unique id (`AIDA…`).
        package let userID: String
        package let enabledAt: Timestamp
        /// How many periods the device's clock was ahead of the server's when it was last synchronised.
        package let driftPeriods: Int64

        package init(userID: String, enabledAt: Timestamp, driftPeriods: Int64) {
            self.userID = userID
            self.enabledAt = enabledAt
            self.driftPeriods = driftPeriods
        }
    }

    /// - Parameter seed: the shared secret in the clear; only its sealed form is kept.
    package init(
        scope: Scope,
        name: String,
        path: String = "/",
        seed: [UInt8],
        sealedWith key: SealingKey,
        createdAt: Timestamp,
        tags: [Tag] = []
    ) {
        self.scope = scope
        self.name = name
        self.path = path
        self.sealedSeed = key.seal(seed, for: .mfaSeed(serialNumber: Self.arn(scope, path, name)))
        self.createdAt = createdAt
        self.tags = tags
    }

    /// The shared secret in the clear; never log it.
    package func seed(openedWith key: SealingKey) throws(SealingError) -> [UInt8] {
        try key.open(sealedSeed, for: .mfaSeed(serialNumber: arn))
    }

    package var id: String { arn }
    /// What IAM calls its serial number.
    package var arn: String { Self.arn(scope, path, name) }

    private static func arn(_ scope: Scope, _ path: String, _ name: String) -> String {
        "arn:aws:iam::\(scope.accountID):mfa\(path)\(name)"
    }
}
