import AWSWire
import StateStore

/// An operation whose body is read as a whole, and refused when it is not what `Content-MD5` and `x-amz-checksum-*` say.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html>
protocol DigestedBody: ServiceOperation {
    /// Whether the headers `x-amz-checksum-*` are about the body; those of `CompleteMultipartUpload` are about the object.
    static var checksumsAreOfBody: Bool { get }
    /// Whether S3 takes no body without a digest.
    static var needsDigest: Bool { get }
}

extension DigestedBody {
    static var checksumsAreOfBody: Bool { true }
    static var needsDigest: Bool { false }

    /// - Throws: `BadDigest`, `InvalidDigest`, `InvalidRequest`.
    func received(_ request: WireRequest) throws(ServiceFault) -> WireRequest {
        let md5 = request.headers.first(named: "content-md5")
        let checksum = Self.checksumsAreOfBody ? try SentChecksums(request.headers).givenChecksum() : nil
        guard md5 != nil || checksum != nil else {
            guard !Self.needsDigest else {
                throw S3Faults.invalidRequest(
                    "Missing required header for this request: Content-MD5 OR x-amz-checksum-*"
                )
            }
            return request
        }
        try ContentClaim(md5: md5, checksum: checksum).check(request.body)
        return request
    }
}

extension CreateBucket: DigestedBody {}
extension PutBucketAcl: DigestedBody {}
extension PutBucketEncryption: DigestedBody {}
extension PutBucketOwnershipControls: DigestedBody {}
extension PutBucketPolicy: DigestedBody {}
extension PutBucketTagging: DigestedBody {}
extension PutBucketVersioning: DigestedBody {}
extension PutObjectAcl: DigestedBody {}
extension PutObjectTagging: DigestedBody {}
extension PutPublicAccessBlock: DigestedBody {}

extension DeleteObjects: DigestedBody {
    /// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html>
    static var needsDigest: Bool { true }
}

extension CompleteMultipartUpload: DigestedBody {
    static var checksumsAreOfBody: Bool { false }
}

/// The checksums in the headers of a request whose model has no members for them.
private struct SentChecksums: ChecksumMembers {
    let checksumCRC32: String?
    let checksumCRC32C: String?
    let checksumCRC64NVME: String?
    let checksumSHA1: String?
    let checksumSHA256: String?
    let checksumSHA512: String?
    let checksumMD5: String?
    let checksumXXHASH64: String?
    let checksumXXHASH3: String?
    let checksumXXHASH128: String?

    init(_ headers: [WireHeader]) {
        func sent(_ algorithm: String) -> String? { headers.first(named: "x-amz-checksum-\(algorithm)") }
        checksumCRC32 = sent("crc32")
        checksumCRC32C = sent("crc32c")
        checksumCRC64NVME = sent("crc64nvme")
        checksumSHA1 = sent("sha1")
        checksumSHA256 = sent("sha256")
        checksumSHA512 = sent("sha512")
        checksumMD5 = sent("md5")
        checksumXXHASH64 = sent("xxhash64")
        checksumXXHASH3 = sent("xxhash3")
        checksumXXHASH128 = sent("xxhash128")
    }
}
