/// A version of an object, or a delete marker in its place.
package struct StoredObject: Hashable, Sendable {
    package let summary: ObjectSummary
    package let attributes: ObjectAttributes

    package init(summary: ObjectSummary, attributes: ObjectAttributes) {
        self.summary = summary
        self.attributes = attributes
    }
}

/// What listings show of a version.
package struct ObjectSummary: Hashable, Sendable {
    package let key: String
    /// ``nullVersion`` for what was put while the bucket had no versioning.
    package let versionID: String
    package let isLatest: Bool
    package let isDeleteMarker: Bool
    package let lastModified: Timestamp
    /// In bytes.
    package let size: Int
    /// In hexadecimal, without quotation marks.
    package let etag: String
    package let storageClass: String
    package let checksumAlgorithm: ChecksumAlgorithm?
    package let checksumType: ChecksumType?

    /// The id of versions that have none of their own.
    package static let nullVersion = "null"

    package init(
        key: String,
        versionID: String,
        isLatest: Bool = true,
        isDeleteMarker: Bool = false,
        lastModified: Timestamp,
        size: Int = 0,
        etag: String = "",
        storageClass: String = "STANDARD",
        checksumAlgorithm: ChecksumAlgorithm? = nil,
        checksumType: ChecksumType? = nil
    ) {
        self.key = key
        self.versionID = versionID
        self.isLatest = isLatest
        self.isDeleteMarker = isDeleteMarker
        self.lastModified = lastModified
        self.size = size
        self.etag = etag
        self.storageClass = storageClass
        self.checksumAlgorithm = checksumAlgorithm
        self.checksumType = checksumType
    }
}
