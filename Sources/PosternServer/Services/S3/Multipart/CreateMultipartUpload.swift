import AWSWire
import StateStore

/// `CreateMultipartUpload`.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateMultipartUpload.html>
struct CreateMultipartUpload: ServiceOperation {
    typealias Wire = S3.CreateMultipartUpload
    static let access = OperationAccess(allowsAnonymous: true)

    let s3: S3Dependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let bucket = try call.bucket(input.bucket, expectedOwner: input.expectedBucketOwner)
        let context = try input.context()
        var needed = [AuthorizationRequirement.object("s3:PutObject", input.key, in: bucket, call, context)]
        if input.tagging != nil { needed.append(.object("s3:PutObjectTagging", input.key, in: bucket, call, context)) }
        if input.acl != nil { needed.append(.object("s3:PutObjectAcl", input.key, in: bucket, call, context)) }
        return needed
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let bucket = try call.bucket(input.bucket)
        try input.check()
        let (algorithm, type) = try Self.checksum(input)
        let settings = MultipartUpload.Settings(
            initiator: call.caller.arn,
            headers: input.keptHeaders(),
            metadata: input.keptMetadata(),
            tags: try input.tags(),
            storageClass: input.storageClass?.rawValue ?? S3.StorageClass.standard.rawValue,
            checksumAlgorithm: algorithm,
            checksumType: type,
            isChecksumChosen: input.checksumAlgorithm != nil
        )
        let upload = MultipartUpload(
            id: s3.versionID() + s3.versionID(),
            key: input.key,
            initiatedAt: call.time,
            settings: settings
        )
        return .asynchronously { () throws(ServiceFault) in
            try s3.stored(in: bucket) { () throws(StateStoreError) in try s3.objects.begin(upload, in: bucket) }
            return Wire.Output(
                bucket: bucket.name,
                key: upload.key,
                uploadID: upload.id,
                serverSideEncryption: .aes256,
                checksumAlgorithm: settings.isChecksumChosen ? .init(rawValue: algorithm.rawValue) : nil,
                checksumType: settings.isChecksumChosen ? .init(rawValue: type.rawValue) : nil
            )
        }
    }

    /// CRC64NVME covers the whole object only, the hashes the parts only; the others do as they are told.
    ///
    /// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html>
    private static func checksum(_ input: Wire.Input) throws(ServiceFault) -> (ChecksumAlgorithm, ChecksumType) {
        guard let chosen = input.checksumAlgorithm else {
            guard input.checksumType == nil else {
                throw S3Faults.invalidRequest(
                    "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header."
                )
            }
            return (.crc64nvme, .fullObject)
        }
        guard let algorithm = ChecksumAlgorithm(rawValue: chosen.rawValue) else {
            throw S3Faults.notServed("checksums of the algorithm \(chosen.rawValue)")
        }
        let standard: ChecksumType = algorithm == .crc64nvme ? .fullObject : .composite
        let type = input.checksumType.flatMap { ChecksumType(rawValue: $0.rawValue) } ?? standard
        guard type == .composite ? algorithm != .crc64nvme : algorithm.combines else {
            throw S3Faults.invalidRequest(
                "The \(type.rawValue) checksum type cannot be used with the \(algorithm.rawValue.lowercased()) checksum algorithm."
            )
        }
        return (algorithm, type)
    }
}

extension S3Dependencies {
    /// - Throws: `NoSuchUpload`, `KeyTooLongError`, `InvalidURI`.
    func upload(_ id: String, of key: String, in bucket: Bucket) throws(ServiceFault) -> MultipartUpload {
        try ObjectKey.check(key)
        let found = try stored(in: bucket) { () throws(StateStoreError) in
            try objects.upload(id, of: key, in: bucket)
        }
        guard let found else { throw S3Faults.noUpload(id) }
        return found
    }

    /// - Throws: `InvalidArgument`.
    static func checkPartNumber(_ number: Int) throws(ServiceFault) {
        guard (1...ObjectLimits.greatestPartNumber).contains(number) else {
            throw S3Faults.invalidArgument(
                "Part number must be an integer between 1 and \(ObjectLimits.greatestPartNumber), inclusive",
                "partNumber",
                String(number)
            )
        }
    }

    /// Keeps a part; its content goes again when the upload is gone.
    func put(
        _ received: ReceivedContent,
        as number: Int,
        of upload: MultipartUpload,
        in bucket: Bucket,
        at time: Moment
    ) throws(ServiceFault) -> UploadedPart {
        let part = UploadedPart(
            number: number,
            lastModified: Moment(seconds: time.seconds),
            md5: received.md5Hexadecimal,
            checksum: received.checksum,
            content: received.content ?? ObjectContent(name: "", size: 0)
        )
        do throws(ServiceFault) {
            let released = try stored(in: bucket) { () throws(StateStoreError) in
                try objects.put(part, to: upload.id, of: upload.key, in: bucket)
            }
            guard let released else { throw S3Faults.noUpload(upload.id) }
            contents.remove(released.filter { $0.size > 0 })
            return part
        } catch {
            contents.remove(received.content.map { [$0] } ?? [])
            throw error
        }
    }
}
