/// An upload in parts that is not finished.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html>
package struct MultipartUpload: Hashable, Sendable {
    package let id: String
    package let key: String
    package let initiatedAt: Timestamp
    package let settings: Settings

    /// What the object will have, and what its parts must.
    package struct Settings: Hashable, Sendable, Codable {
        /// The ARN of who began the upload.
        package var initiator: String
        package var headers: [String: String]
        package var metadata: [String: String]
        package var tags: [Tag]
        package var storageClass: String
        package var checksumAlgorithm: ChecksumAlgorithm
        package var checksumType: ChecksumType
        /// Whether the checksum was asked for; else it is the one that S3 keeps of every object.
        package var isChecksumChosen: Bool

        package init(
            initiator: String,
            headers: [String: String],
            metadata: [String: String],
            tags: [Tag],
            storageClass: String,
            checksumAlgorithm: ChecksumAlgorithm,
            checksumType: ChecksumType,
            isChecksumChosen: Bool
        ) {
            self.initiator = initiator
            self.headers = headers
            self.metadata = metadata
            self.tags = tags
            self.storageClass = storageClass
            self.checksumAlgorithm = checksumAlgorithm
            self.checksumType = checksumType
            self.isChecksumChosen = isChecksumChosen
        }
    }

    package init(id: String, key: String, initiatedAt: Timestamp, settings: Settings) {
        self.id = id
        self.key = key
        self.initiatedAt = initiatedAt
        self.settings = settings
    }
}

/// A part that was uploaded.
package struct UploadedPart: Hashable, Sendable {
    /// 1 to 10,000.
    package let number: Int
    package let lastModified: Timestamp
    /// In lower-case hexadecimal; the part's ETag.
    package let md5: String
    /// In base64, of the upload's algorithm.
    package let checksum: String
    package let content: ObjectContent

    package init(number: Int, lastModified: Timestamp, md5: String, checksum: String, content: ObjectContent) {
        self.number = number
        self.lastModified = lastModified
        self.md5 = md5
        self.checksum = checksum
        self.content = content
    }
}
