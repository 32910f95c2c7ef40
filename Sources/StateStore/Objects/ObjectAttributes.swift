/// What is kept of an object besides what listings show; one JSON object in the database.
package struct ObjectAttributes: Hashable, Sendable, Codable {
    /// The files that hold the content, in order; none for an empty object.
    package var contents: [ObjectContent] = []
    /// Header fields given with the object that are given back with it, such as `Content-Type`.
    package var headers: [String: String] = [:]
    /// What followed `x-amz-meta-`, in lower case.
    package var metadata: [String: String] = [:]
    package var checksum: ObjectChecksum?
    /// The parts an object was put together from; empty for an object that came whole.
    package var parts: [ObjectPart] = []
    package var tags: [Tag] = []

    package init() {}
}

/// A part of an object that was uploaded in several.
package struct ObjectPart: Hashable, Sendable, Codable {
    /// 1 to 10,000.
    package let number: Int
    package let size: Int
    /// In base64, of the object's algorithm; nil where only the whole has a checksum.
    package let checksum: String?

    package init(number: Int, size: Int, checksum: String?) {
        self.number = number
        self.size = size
        self.checksum = checksum
    }
}

/// A checksum as it is stored and given back.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html>
package struct ObjectChecksum: Hashable, Sendable, Codable {
    package let algorithm: ChecksumAlgorithm
    package let type: ChecksumType
    /// In base64; of a composite checksum with `-` and the number of parts behind it.
    package let value: String

    package init(algorithm: ChecksumAlgorithm, type: ChecksumType, value: String) {
        self.algorithm = algorithm
        self.type = type
        self.value = value
    }
}

/// What a checksum covers.
package enum ChecksumType: String, Sendable, Codable {
    case fullObject = "FULL_OBJECT"
    /// The checksums of the parts.
    case composite = "COMPOSITE"
}
