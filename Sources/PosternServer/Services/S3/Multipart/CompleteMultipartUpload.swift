import AWSWire
import Foundation
import StateStore

/// `CompleteMultipartUpload`: makes one object of the parts that are listed, in their order.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html>
struct CompleteMultipartUpload: ServiceOperation {
    typealias Wire = S3.CompleteMultipartUpload
    static let access = OperationAccess(allowsAnonymous: true, bodyLimitBytes: 8 << 20)

    let s3: S3Dependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let bucket = try call.bucket(input.bucket, expectedOwner: input.expectedBucketOwner)
        let context = S3Context()
            .with("s3:if-match", input.ifMatch)
            .with("s3:if-none-match", input.ifNoneMatch)
        return [.object("s3:PutObject", input.key, in: bucket, call, context)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let bucket = try call.bucket(input.bucket)
        let listed = input.multipartUpload?.parts ?? []
        guard !listed.isEmpty else {
            throw S3Faults.fault(
                "MalformedXML",
                "The XML you provided was not well-formed or did not validate against our published schema",
                400
            )
        }
        let condition = try ObjectCondition(ifMatch: input.ifMatch, ifNoneMatch: input.ifNoneMatch)
        let given = try input.givenChecksum()
        return .asynchronously { () throws(ServiceFault) in
            let upload = try s3.upload(input.uploadID, of: input.key, in: bucket)
            let uploaded = try s3.stored(in: bucket) { () throws(StateStoreError) in try s3.objects.parts(of: upload.id)
            }
            let parts = try PartList(listed, uploaded, of: upload)
            if let size = input.mpuObjectSize, size != parts.size {
                throw S3Faults.invalidRequest(
                    "The provided 'x-amz-mp-object-size' header value \(size) does not match what was computed: \(parts.size)"
                )
            }
            let checksum = parts.checksum(upload.settings)
            try Self.check(given, checksum)
            let object = parts.object(upload, checksum, versionID: s3.versionID(), at: call.time)
            let outcome = try s3.stored(in: bucket) { () throws(StateStoreError) in
                try s3.objects.complete(upload.id, as: object, in: bucket, if: condition)
            }
            guard let outcome else { throw S3Faults.noUpload(upload.id) }
            let stored = try s3.settle(outcome, upload.key, condition)
            return Self.output(stored, checksum, bucket)
        }
    }

    private static func check(
        _ given: (algorithm: ChecksumAlgorithm, value: String)?,
        _ checksum: ObjectChecksum
    ) throws(ServiceFault) {
        guard let given else { return }
        guard given.algorithm == checksum.algorithm, given.value == checksum.value else {
            throw S3Faults.fault(
                "BadDigest",
                "The \(given.algorithm.rawValue) you specified did not match the calculated checksum.",
                400
            )
        }
    }

    private static func output(_ stored: StoredObject, _ checksum: ObjectChecksum, _ bucket: Bucket) -> Wire.Output {
        let key = stored.summary.key
        var output = Wire.Output(
            location: "http://\(bucket.name).s3.\(bucket.scope.region).amazonaws.com/\(PathText.encoded(key))",
            bucket: bucket.name,
            key: key,
            eTag: stored.summary.quotedETag,
            checksumType: .init(rawValue: checksum.type.rawValue),
            serverSideEncryption: .aes256,
            versionID: bucket.shownVersion(of: stored.summary)
        )
        output.set(checksum.algorithm, checksum.value)
        return output
    }
}

/// The parts of an object to be, found to be as the client lists them.
struct PartList: Sendable {
    let parts: [UploadedPart]

    var size: Int { parts.reduce(0) { $0 + $1.content.size } }

    /// - Throws: `InvalidPart`, `InvalidPartOrder`, `EntityTooSmall`, `InvalidRequest` for a missing checksum.
    init(_ listed: [S3.CompletedPart], _ uploaded: [UploadedPart], of upload: MultipartUpload) throws(ServiceFault) {
        let byNumber = Dictionary(uploaded.map { ($0.number, $0) }) { first, _ in first }
        var parts: [UploadedPart] = []
        for entry in listed {
            let number = entry.partNumber ?? 0
            guard number > parts.last?.number ?? 0 else {
                throw S3Faults.fault(
                    "InvalidPartOrder",
                    "The list of parts was not in ascending order. Parts must be ordered by part number.",
                    400,
                    [.init("UploadId", upload.id)]
                )
            }
            guard let part = byNumber[number], entry.eTag.map({ ETags.unquoted($0) == part.md5 }) ?? false else {
                throw Self.invalid(entry, upload)
            }
            try Self.checkChecksum(of: entry, part, upload)
            parts.append(part)
        }
        for part in parts.dropLast() where part.content.size < ObjectLimits.smallestPart {
            throw S3Faults.fault(
                "EntityTooSmall",
                "Your proposed upload is smaller than the minimum allowed size",
                400,
                [
                    .init("ProposedSize", String(part.content.size)),
                    .init("MinSizeAllowed", String(ObjectLimits.smallestPart)),
                    .init("PartNumber", String(part.number)), .init("ETag", part.md5),
                ]
            )
        }
        self.parts = parts
    }

    private static func checkChecksum(
        of entry: S3.CompletedPart,
        _ part: UploadedPart,
        _ upload: MultipartUpload
    ) throws(ServiceFault) {
        let algorithm = upload.settings.checksumAlgorithm
        guard let given = entry.checksum(algorithm) else {
            guard upload.settings.isChecksumChosen, upload.settings.checksumType == .composite else { return }
            let name = algorithm.rawValue.lowercased()
            throw S3Faults.invalidRequest(
                "The upload was created using a \(name) checksum. The complete request must include the checksum for each "
                    + "part. It was missing for part \(part.number) in the request."
            )
        }
        guard given == part.checksum else { throw invalid(entry, upload) }
    }

    private static func invalid(_ entry: S3.CompletedPart, _ upload: MultipartUpload) -> ServiceFault {
        S3Faults.fault(
            "InvalidPart",
            "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified "
                + "entity tag may not match the part's entity tag.",
            400,
            [
                .init("UploadId", upload.id), .init("PartNumber", String(entry.partNumber ?? 0)),
                .init("ETag", entry.eTag.map(ETags.unquoted) ?? ""),
            ]
        )
    }

    func checksum(_ settings: MultipartUpload.Settings) -> ObjectChecksum {
        let algorithm = settings.checksumAlgorithm
        let digests = parts.map { Array(Data(base64Encoded: $0.checksum) ?? Data()) }
        if settings.checksumType == .fullObject,
            let whole = CombinedChecksum.fullObject(
                algorithm,
                parts: zip(digests, parts).map { (checksum: $0, size: $1.content.size) }
            )
        {
            return ObjectChecksum(algorithm: algorithm, type: .fullObject, value: whole.base64Text)
        }
        let composite = CombinedChecksum.composite(algorithm, parts: digests)
        return ObjectChecksum(
            algorithm: algorithm,
            type: .composite,
            value: "\(composite.base64Text)-\(parts.count)"
        )
    }

    func object(
        _ upload: MultipartUpload,
        _ checksum: ObjectChecksum,
        versionID: String,
        at time: Moment
    ) -> StoredObject {
        let settings = upload.settings
        var attributes = ObjectAttributes()
        attributes.contents = parts.map(\.content).filter { $0.size > 0 }
        attributes.headers = settings.headers
        attributes.metadata = settings.metadata
        attributes.tags = settings.tags
        attributes.checksum = checksum
        attributes.parts = parts.map { part in
            ObjectPart(
                number: part.number,
                size: part.content.size,
                checksum: checksum.type == .composite || settings.isChecksumChosen ? part.checksum : nil
            )
        }
        let md5s = parts.map { [UInt8](hexadecimal: $0.md5) }
        return StoredObject(
            summary: ObjectSummary(
                key: upload.key,
                versionID: versionID,
                lastModified: Moment(seconds: time.seconds),
                size: size,
                etag: "\(CombinedChecksum.etag(partMD5s: md5s).hexadecimal)-\(parts.count)",
                storageClass: settings.storageClass,
                checksumAlgorithm: checksum.algorithm,
                checksumType: checksum.type
            ),
            attributes: attributes
        )
    }
}

extension [UInt8] {
    /// The bytes of hexadecimal digits that were made by ``hexadecimal``.
    init(hexadecimal digits: String) {
        self = stride(from: 0, to: digits.utf8.count - 1, by: 2).compactMap { offset in
            let start = digits.index(digits.startIndex, offsetBy: offset)
            return UInt8(digits[start..<digits.index(start, offsetBy: 2)], radix: 16)
        }
    }
}
