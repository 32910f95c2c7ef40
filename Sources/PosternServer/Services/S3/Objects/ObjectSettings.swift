import AWSWire
import StateStore

/// What `PutObject`, `CopyObject` and `CreateMultipartUpload` are told of an object to be.
protocol ObjectSettings {
    var key: String { get }
    var cacheControl: String? { get }
    var contentDisposition: String? { get }
    var contentEncoding: String? { get }
    var contentLanguage: String? { get }
    var contentType: String? { get }
    var expires: WireTimestamp? { get }
    var websiteRedirectLocation: String? { get }
    var metadata: [String: String]? { get }
    var storageClass: S3.StorageClass? { get }
    var tagging: String? { get }
    var acl: S3.ObjectCannedACL? { get }
    var grantFullControl: String? { get }
    var grantRead: String? { get }
    var grantReadACP: String? { get }
    var grantWriteACP: String? { get }
    var serverSideEncryption: S3.ServerSideEncryption? { get }
    var sseCustomerAlgorithm: String? { get }
    var objectLockMode: S3.ObjectLockMode? { get }
    var objectLockLegalHoldStatus: S3.ObjectLockLegalHoldStatus? { get }
}

extension S3.PutObject.Input: ObjectSettings {}
extension S3.CopyObject.Input: ObjectSettings {}
extension S3.CreateMultipartUpload.Input: ObjectSettings {}

extension ObjectSettings {
    /// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html>
    private static var maximumMetadataBytes: Int { 2048 }

    /// - Throws: S3's error for what no object can have, `NotImplemented` for what Postern does not do.
    func check() throws(ServiceFault) {
        try ObjectKey.check(key)
        let metadataBytes = (metadata ?? [:]).reduce(0) { $0 + $1.key.utf8.count + $1.value.utf8.count }
        guard metadataBytes <= Self.maximumMetadataBytes else {
            throw S3Faults.fault(
                "MetadataTooLarge",
                "Your metadata headers exceed the maximum allowed metadata size",
                400,
                [.init("Size", String(metadataBytes)), .init("MaxSizeAllowed", String(Self.maximumMetadataBytes))]
            )
        }
        try checkACL()
        try Encryption.check(serverSideEncryption?.rawValue, customer: sseCustomerAlgorithm)
        if let storageClass { try StorageClasses.check(storageClass) }
        guard objectLockMode == nil, objectLockLegalHoldStatus == nil else {
            throw S3Faults.invalidRequest("Bucket is missing Object Lock Configuration")
        }
    }

    /// Buckets have no access control lists but the owner's, as new buckets of AWS.
    ///
    /// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html>
    private func checkACL() throws(ServiceFault) {
        let grants = [grantFullControl, grantRead, grantReadACP, grantWriteACP]
        guard grants.allSatisfy({ $0 == nil }), acl == nil || acl == .bucketOwnerFullControl || acl == .private else {
            throw S3Faults.aclsDisabled
        }
    }

    /// The header fields that are kept and given back.
    func keptHeaders() -> [String: String] {
        var headers: [String: String] = [:]
        headers["Content-Type"] = contentType ?? "binary/octet-stream"
        headers["Cache-Control"] = cacheControl
        headers["Content-Disposition"] = contentDisposition
        headers["Content-Encoding"] = contentEncoding
        headers["Content-Language"] = contentLanguage
        headers["Expires"] = expires.map { String($0.millisecondsSince1970) }
        headers["x-amz-website-redirect-location"] = websiteRedirectLocation
        return headers
    }

    /// The names are kept in lower case, as HTTP compares them.
    func keptMetadata() -> [String: String] {
        Dictionary((metadata ?? [:]).map { ($0.key.lowercased(), $0.value) }) { first, _ in first }
    }

    func tags() throws(ServiceFault) -> [Tag] {
        try tagging.map { text throws(ServiceFault) in try ObjectTags.parse(text) } ?? []
    }

    /// The condition keys that speak of an object to be.
    func context() throws(ServiceFault) -> S3Context {
        S3Context()
            .with(requested: try tags())
            .with("s3:x-amz-acl", acl?.rawValue)
            .with("s3:x-amz-grant-full-control", grantFullControl)
            .with("s3:x-amz-grant-read", grantRead)
            .with("s3:x-amz-grant-read-acp", grantReadACP)
            .with("s3:x-amz-grant-write-acp", grantWriteACP)
            .with("s3:x-amz-storage-class", storageClass?.rawValue)
            .with("s3:x-amz-server-side-encryption", serverSideEncryption?.rawValue)
            .with("s3:x-amz-website-redirect-location", websiteRedirectLocation)
    }
}

enum StorageClasses {
    /// - Throws: `NotImplemented` for those whose objects must be restored before they are read, and those of other
    ///   kinds of storage.
    static func check(_ storageClass: S3.StorageClass) throws(ServiceFault) {
        let served: [S3.StorageClass] = [
            .standard, .standardIa, .onezoneIa, .intelligentTiering, .glacierIr, .reducedRedundancy,
        ]
        guard served.contains(storageClass) else {
            throw S3Faults.notServed("the storage class \(storageClass.rawValue)")
        }
    }
}

enum Encryption {
    /// What S3 says of every object: it is encrypted under S3's own key. Postern leaves that to the disk below it.
    static let algorithm = "AES256"

    /// - Throws: `NotImplemented` for keys of KMS or of the client.
    static func check(_ algorithm: String?, customer: String?) throws(ServiceFault) {
        guard algorithm == nil || algorithm == Self.algorithm else {
            throw S3Faults.notServed("server-side encryption with '\(algorithm ?? "")'; use \(Self.algorithm)")
        }
        guard customer == nil else { throw S3Faults.notServed("server-side encryption with keys of the client") }
    }
}
