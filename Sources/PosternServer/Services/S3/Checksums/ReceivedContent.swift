import AWSWire
import Foundation
import StateStore

/// A body that was written to a content file and found to be what the request says of it.
struct ReceivedContent: Sendable {
    /// Nil for an empty body, which needs no file.
    let content: ObjectContent?
    let digests: ObjectDigests

    var md5Hexadecimal: String { digests.md5.hexadecimal }
    var checksum: String { digests.checksum.base64Text }
}

/// What a request says of its body.
struct ContentClaim: Sendable {
    /// `Content-MD5`, decoded.
    let md5: [UInt8]?
    let algorithm: ChecksumAlgorithm
    /// In base64; nil where the algorithm was not chosen by the client.
    let checksum: String?

    /// - Parameter standard: the algorithm to compute where the request gives no checksum; S3's own is CRC64NVME.
    /// - Throws: `InvalidDigest` for an MD5 that is none, `InvalidRequest` for a checksum that is none.
    init(
        md5: String?,
        checksum: (algorithm: ChecksumAlgorithm, value: String)?,
        standard: ChecksumAlgorithm = .crc64nvme
    ) throws(ServiceFault) {
        if let md5 {
            guard let bytes = Data(base64Encoded: md5), bytes.count == 16 else {
                throw S3Faults.fault("InvalidDigest", "The Content-MD5 you specified was invalid.", 400)
            }
            self.md5 = Array(bytes)
        } else {
            self.md5 = nil
        }
        algorithm = checksum?.algorithm ?? standard
        if let checksum, Data(base64Encoded: checksum.value)?.count != checksum.algorithm.digestBytes {
            let header = "x-amz-checksum-\(checksum.algorithm.rawValue.lowercased())"
            throw S3Faults.invalidRequest("Value for \(header) header is invalid.")
        }
        self.checksum = checksum?.value
    }

    /// - Throws: `BadDigest`.
    func check(_ body: [UInt8]) throws(ServiceFault) {
        var digester = ObjectDigester(algorithm)
        body.withUnsafeBytes { digester.update($0) }
        try check(digester.finish())
    }

    /// - Throws: `BadDigest`.
    func check(_ digests: ObjectDigests) throws(ServiceFault) {
        if let md5, md5 != digests.md5 {
            throw S3Faults.fault("BadDigest", "The Content-MD5 you specified did not match what we received.", 400)
        }
        if let checksum, checksum != digests.checksum.base64Text {
            throw S3Faults.fault(
                "BadDigest",
                "The \(algorithm.rawValue) you specified did not match the calculated checksum.",
                400
            )
        }
    }
}

extension S3Dependencies {
    /// Bytes that are hashed and written at once.
    private static let pieceBytes = 1 << 20

    /// Writes a body to a file of its own. When this returns, the file is on the disk.
    ///
    /// - Throws: `BadDigest` when the body is not what the request says; nothing is left of it then.
    func receive(_ body: Blob?, _ claim: ContentClaim, in bucket: Bucket) throws(ServiceFault) -> ReceivedContent {
        var digester = ObjectDigester(claim.algorithm)
        guard let bytes = body?.bytes, !bytes.isEmpty else {
            let digests = digester.finish()
            try claim.check(digests)
            return ReceivedContent(content: nil, digests: digests)
        }
        var draft = try draft(in: bucket)
        for start in stride(from: 0, to: bytes.count, by: Self.pieceBytes) {
            let piece = bytes[start..<min(start + Self.pieceBytes, bytes.count)]
            piece.withUnsafeBytes { digester.update($0) }
            try write(piece, to: &draft, in: bucket)
        }
        let digests = digester.finish()
        try claim.check(digests)
        return ReceivedContent(content: try finish(&draft, in: bucket), digests: digests)
    }

    /// Copies a range of an object into a file of its own.
    func copy(
        _ contents: [ObjectContent],
        _ range: Range<Int>,
        _ algorithm: ChecksumAlgorithm,
        in bucket: Bucket
    ) throws(ServiceFault) -> ReceivedContent {
        var digester = ObjectDigester(algorithm)
        guard !range.isEmpty else { return ReceivedContent(content: nil, digests: digester.finish()) }
        var draft = try draft(in: bucket)
        do throws(StateStoreError) {
            try self.contents.read(contents, range) { piece throws(StateStoreError) in
                digester.update(piece)
                try draft.write(piece)
            }
        } catch {
            throw S3Faults.internalError
        }
        return ReceivedContent(content: try finish(&draft, in: bucket), digests: digester.finish())
    }

    private func draft(in bucket: Bucket) throws(ServiceFault) -> ObjectContentDraft {
        do throws(StateStoreError) { return try contents.draft() } catch { throw S3Faults.internalError }
    }

    private func write(
        _ piece: ArraySlice<UInt8>,
        to draft: inout ObjectContentDraft,
        in bucket: Bucket
    ) throws(ServiceFault) {
        do throws(StateStoreError) { try draft.write(piece) } catch { throw S3Faults.internalError }
    }

    private func finish(_ draft: inout ObjectContentDraft, in bucket: Bucket) throws(ServiceFault) -> ObjectContent {
        do throws(StateStoreError) { return try draft.finish() } catch { throw S3Faults.internalError }
    }
}

extension [UInt8] {
    /// Lower-case digits, two a byte.
    var hexadecimal: String {
        map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
