/// An S3 bucket with its configuration. Buckets are part of the snapshot; their objects are in ``ObjectStore``.
///
/// The name is unique over all accounts and regions, and the region is the one in which the bucket was made.
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingBucket.html>
package struct Bucket: StoredEntity {
    package static let kind = EntityKind.bucket

    package let scope: Scope
    package let name: String
    package let createdAt: Timestamp
    /// Nil as long as versioning was never enabled.
    package var versioning: Versioning?
    package var policy: PinnedPolicy?
    /// Nil once it was deleted; new buckets block everything.
    package var publicAccessBlock: PublicAccessBlock?
    package var tags: [Tag]

    /// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html>
    package enum Versioning: String, Sendable, Codable {
        case enabled = "Enabled"
        case suspended = "Suspended"
    }

    package init(scope: Scope, name: String, createdAt: Timestamp, tags: [Tag] = []) {
        self.scope = scope
        self.name = name
        self.createdAt = createdAt
        self.publicAccessBlock = .everything
        self.tags = tags
    }

    package var id: String { name }
    package var arn: String { "arn:aws:s3:::\(name)" }
    package var policyTexts: [PolicyText] { policy.map { [$0.document] } ?? [] }
}

/// The four settings of a bucket against public access.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html>
package struct PublicAccessBlock: Hashable, Sendable, Codable {
    /// Public access control lists cannot be set.
    package var blockPublicACLs: Bool
    /// Public access control lists count for nothing.
    package var ignorePublicACLs: Bool
    /// A public policy cannot be attached.
    package var blockPublicPolicy: Bool
    /// A public policy gives access to AWS services and the owner's account only.
    package var restrictPublicBuckets: Bool

    /// What buckets have since April 2023 when they are made.
    package static let everything = Self(
        blockPublicACLs: true,
        ignorePublicACLs: true,
        blockPublicPolicy: true,
        restrictPublicBuckets: true
    )

    package init(blockPublicACLs: Bool, ignorePublicACLs: Bool, blockPublicPolicy: Bool, restrictPublicBuckets: Bool) {
        self.blockPublicACLs = blockPublicACLs
        self.ignorePublicACLs = ignorePublicACLs
        self.blockPublicPolicy = blockPublicPolicy
        self.restrictPublicBuckets = restrictPublicBuckets
    }
}
