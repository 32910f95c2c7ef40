import AWSWire
import SigV4
import StateStore

/// `UploadPart`.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPart.html>
struct UploadPart: ServiceOperation {
    typealias Wire = S3.UploadPart
    static let access = OperationAccess(
        allowsAnonymous: true,
        bodyLimitBytes: ObjectLimits.bodyBytes,
        payload: [.signedChunks, .unsignedChunks]
    )

    let s3: S3Dependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let bucket = try call.bucket(input.bucket, expectedOwner: input.expectedBucketOwner)
        return [.object("s3:PutObject", input.key, in: bucket, call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let bucket = try call.bucket(input.bucket)
        try S3Dependencies.checkPartNumber(input.partNumber)
        try Encryption.check(nil, customer: input.sseCustomerAlgorithm)
        let given = try input.givenChecksum()
        return .asynchronously { () throws(ServiceFault) in
            let upload = try s3.upload(input.uploadID, of: input.key, in: bucket)
            let claim = try upload.claim(input, given)
            let received = try s3.receive(input.body, claim, in: bucket)
            let part = try s3.put(received, as: input.partNumber, of: upload, in: bucket, at: call.time)
            var output = Wire.Output(serverSideEncryption: .aes256, eTag: "\"\(part.md5)\"")
            if upload.settings.isChecksumChosen { output.set(claim.algorithm, part.checksum) }
            if let given { output.set(given.algorithm, given.value) }
            return output
        }
    }
}

extension MultipartUpload {
    /// What is expected of a part.
    ///
    /// A part of an upload that was begun without an algorithm may come with a checksum of any: the SDKs send CRC32 of
    /// their own accord. It is verified here, and the part kept with the checksum that S3 itself chooses.
    ///
    /// - Throws: `InvalidRequest` for a checksum of another algorithm than the upload was begun with, `BadDigest`.
    fileprivate func claim(
        _ input: S3.UploadPart.Input,
        _ given: (algorithm: ChecksumAlgorithm, value: String)?
    ) throws(ServiceFault) -> ContentClaim {
        let expected = settings.checksumAlgorithm
        guard given?.algorithm != expected else {
            return try ContentClaim(md5: input.contentMD5, checksum: given, standard: expected)
        }
        guard !settings.isChecksumChosen else {
            throw S3Faults.invalidRequest(
                "Checksum Type mismatch occurred, expected checksum Type: \(expected.rawValue.lowercased()), "
                    + "actual checksum Type: \(given?.algorithm.rawValue.lowercased() ?? "null")"
            )
        }
        if let given {
            try ContentClaim(md5: input.contentMD5, checksum: given).check(input.body?.bytes ?? [])
        }
        return try ContentClaim(md5: input.contentMD5, checksum: nil, standard: expected)
    }
}

/// `UploadPartCopy`: a part out of an object that is there already.
struct UploadPartCopy: ServiceOperation {
    typealias Wire = S3.UploadPartCopy
    static let access = OperationAccess(allowsAnonymous: true)

    let s3: S3Dependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let source = try CopySource(input.copySource)
        let target = try call.bucket(input.bucket, expectedOwner: input.expectedBucketOwner)
        let reading = try s3.sourceRequirements(source, expectedOwner: input.expectedSourceBucketOwner, in: call)
        let context = S3Context().with("s3:x-amz-copy-source", input.copySource)
        return reading + [.object("s3:PutObject", input.key, in: target, call, context)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let name = try CopySource(input.copySource)
        let (sourceBucket, target) = (try call.bucket(name.bucket), try call.bucket(input.bucket))
        try S3Dependencies.checkPartNumber(input.partNumber)
        let source = try s3.readable(name.key, version: name.versionID, in: sourceBucket)
        try input.check(source.summary)
        let bytes = try Self.bytes(input.copySourceRange, size: source.summary.size)
        return .asynchronously { () throws(ServiceFault) in
            let upload = try s3.upload(input.uploadID, of: input.key, in: target)
            let received = try s3.copy(
                source.attributes.contents,
                bytes,
                upload.settings.checksumAlgorithm,
                in: target
            )
            let part = try s3.put(received, as: input.partNumber, of: upload, in: target, at: call.time)
            var result = S3.CopyPartResult(eTag: "\"\(part.md5)\"", lastModified: WireTimestamp(part.lastModified))
            if upload.settings.isChecksumChosen { result.set(upload.settings.checksumAlgorithm, part.checksum) }
            return Wire.Output(
                copySourceVersionID: sourceBucket.shownVersion(of: source.summary),
                copyPartResult: result,
                serverSideEncryption: .aes256
            )
        }
    }

    /// Both ends of the range are needed and must lie in the object.
    private static func bytes(_ range: String?, size: Int) throws(ServiceFault) -> Range<Int> {
        guard let range else { return 0..<size }
        let ends = range.hasPrefix("bytes=") ? range.dropFirst(6).split(separator: "-").map { Int($0) } : []
        guard ends.count == 2, let first = ends[0], let last = ends[1], first <= last else {
            throw S3Faults.invalidArgument(
                "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the "
                    + "zero-based offsets of the first and last bytes to copy",
                "x-amz-copy-source-range",
                range
            )
        }
        guard last < size else {
            throw S3Faults.invalidArgument(
                "Range specified is not valid for source object of size: \(size)",
                "x-amz-copy-source-range",
                range
            )
        }
        return first..<(last + 1)
    }
}
