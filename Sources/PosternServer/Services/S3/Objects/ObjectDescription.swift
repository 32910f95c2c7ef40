import AWSWire
import StateStore

/// The header fields by which `GetObject` and `HeadObject` describe an object.
protocol ObjectDescription: ChecksumAnswer {
    var acceptRanges: String? { get set }
    var lastModified: WireTimestamp? { get set }
    var contentLength: Int? { get set }
    var eTag: String? { get set }
    var checksumType: S3.ChecksumType? { get set }
    var versionID: String? { get set }
    var cacheControl: String? { get set }
    var contentDisposition: String? { get set }
    var contentEncoding: String? { get set }
    var contentLanguage: String? { get set }
    var contentRange: String? { get set }
    var contentType: String? { get set }
    var expires: WireTimestamp? { get set }
    var websiteRedirectLocation: String? { get set }
    var serverSideEncryption: S3.ServerSideEncryption? { get set }
    var metadata: [String: String]? { get set }
    var storageClass: S3.StorageClass? { get set }
    var partsCount: Int? { get set }
    var tagCount: Int? { get set }
    var statusCode: Int? { get set }
}

extension S3.GetObject.Output: ObjectDescription {}
extension S3.HeadObject.Output: ObjectDescription {}

extension ObjectDescription {
    mutating func describe(
        _ object: StoredObject,
        _ portion: ObjectPortion,
        in bucket: Bucket,
        for input: some ObjectReading
    ) {
        let attributes = object.attributes
        acceptRanges = "bytes"
        lastModified = WireTimestamp(object.summary.lastModified)
        contentLength = portion.bytes.count
        contentRange = portion.contentRange
        statusCode = portion.isPartial ? 206 : nil
        eTag = object.summary.quotedETag
        versionID = bucket.shownVersion(of: object.summary)
        serverSideEncryption = .aes256
        metadata = attributes.metadata.isEmpty ? nil : attributes.metadata
        storageClass = object.summary.storageClass == "STANDARD" ? nil : .init(rawValue: object.summary.storageClass)
        tagCount = attributes.tags.isEmpty ? nil : attributes.tags.count
        websiteRedirectLocation = attributes.headers["x-amz-website-redirect-location"]
        if input.partNumber != nil, !attributes.parts.isEmpty { partsCount = attributes.parts.count }
        describeContent(attributes.headers, for: input)
        if input.checksumMode == .enabled { describeChecksum(attributes.checksum, portion, for: input) }
    }

    /// What the request says itself counts more than what was kept.
    private mutating func describeContent(_ headers: [String: String], for input: some ObjectReading) {
        contentType = input.responseContentType ?? headers["Content-Type"]
        cacheControl = input.responseCacheControl ?? headers["Cache-Control"]
        contentDisposition = input.responseContentDisposition ?? headers["Content-Disposition"]
        contentEncoding = input.responseContentEncoding ?? headers["Content-Encoding"]
        contentLanguage = input.responseContentLanguage ?? headers["Content-Language"]
        let kept = headers["Expires"].flatMap(Int64.init).map { WireTimestamp(millisecondsSince1970: $0) }
        expires = input.responseExpires ?? kept
    }

    /// A checksum stands in the answer only when it is one of the bytes there, or of the parts that they are.
    private mutating func describeChecksum(
        _ checksum: ObjectChecksum?,
        _ portion: ObjectPortion,
        for input: some ObjectReading
    ) {
        guard let checksum else { return }
        if input.partNumber != nil, let partChecksum = portion.partChecksum {
            set(checksum.algorithm, partChecksum)
            checksumType = .init(rawValue: checksum.type.rawValue)
        } else if portion.bytes.count == portion.size {
            set(checksum.algorithm, checksum.value)
            checksumType = .init(rawValue: checksum.type.rawValue)
        }
    }
}
