import AWSWire
import StateStore

/// The checksums that a request gives of a body, as the members of several inputs name them.
protocol ChecksumMembers {
    var checksumCRC32: String? { get }
    var checksumCRC32C: String? { get }
    var checksumCRC64NVME: String? { get }
    var checksumSHA1: String? { get }
    var checksumSHA256: String? { get }
    var checksumSHA512: String? { get }
    var checksumMD5: String? { get }
    var checksumXXHASH64: String? { get }
    var checksumXXHASH3: String? { get }
    var checksumXXHASH128: String? { get }
}

extension ChecksumMembers {
    /// The one checksum that is given, in base64; nil where none is.
    ///
    /// - Throws: `InvalidRequest` for several, `NotImplemented` for one of another algorithm.
    func givenChecksum() throws(ServiceFault) -> (algorithm: ChecksumAlgorithm, value: String)? {
        let unknown = [checksumSHA512, checksumMD5, checksumXXHASH64, checksumXXHASH3, checksumXXHASH128]
        guard unknown.allSatisfy({ $0 == nil }) else {
            throw S3Faults.notServed("checksums other than CRC32, CRC32C, CRC64NVME, SHA1 and SHA256")
        }
        let known: [(ChecksumAlgorithm, String?)] = [
            (.crc32, checksumCRC32), (.crc32c, checksumCRC32C), (.crc64nvme, checksumCRC64NVME), (.sha1, checksumSHA1),
            (.sha256, checksumSHA256),
        ]
        let given = known.compactMap { algorithm, value in value.map { (algorithm: algorithm, value: $0) } }
        guard given.count <= 1 else {
            throw S3Faults.invalidRequest(
                "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed."
            )
        }
        return given.first
    }

    /// The checksum of this algorithm, if it is given.
    func checksum(_ algorithm: ChecksumAlgorithm) -> String? {
        switch algorithm {
        case .crc32: checksumCRC32
        case .crc32c: checksumCRC32C
        case .crc64nvme: checksumCRC64NVME
        case .sha1: checksumSHA1
        case .sha256: checksumSHA256
        }
    }
}

extension S3.PutObject.Input: ChecksumMembers {}
extension S3.UploadPart.Input: ChecksumMembers {}
extension S3.CompleteMultipartUpload.Input: ChecksumMembers {}
extension S3.CompletedPart: ChecksumMembers {}

/// The checksum of an object or part, as the members of several answers name it.
protocol ChecksumAnswer {
    var checksumCRC32: String? { get set }
    var checksumCRC32C: String? { get set }
    var checksumCRC64NVME: String? { get set }
    var checksumSHA1: String? { get set }
    var checksumSHA256: String? { get set }
}

extension ChecksumAnswer {
    mutating func set(_ algorithm: ChecksumAlgorithm, _ value: String?) {
        switch algorithm {
        case .crc32: checksumCRC32 = value
        case .crc32c: checksumCRC32C = value
        case .crc64nvme: checksumCRC64NVME = value
        case .sha1: checksumSHA1 = value
        case .sha256: checksumSHA256 = value
        }
    }
}

extension S3.PutObject.Output: ChecksumAnswer {}
extension S3.GetObject.Output: ChecksumAnswer {}
extension S3.HeadObject.Output: ChecksumAnswer {}
extension S3.UploadPart.Output: ChecksumAnswer {}
extension S3.CompleteMultipartUpload.Output: ChecksumAnswer {}
extension S3.CopyObjectResult: ChecksumAnswer {}
extension S3.CopyPartResult: ChecksumAnswer {}
extension S3.Checksum: ChecksumAnswer {}
extension S3.ObjectPart: ChecksumAnswer {}
extension S3.Part: ChecksumAnswer {}
