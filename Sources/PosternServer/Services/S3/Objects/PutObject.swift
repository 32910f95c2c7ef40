import AWSWire
import SigV4
import StateStore

/// `PutObject`.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html>
struct PutObject: ServiceOperation {
    typealias Wire = S3.PutObject
    static let access = OperationAccess(
        allowsAnonymous: true,
        bodyLimitBytes: ObjectLimits.bodyBytes,
        payload: [.signedChunks, .unsignedChunks]
    )

    let s3: S3Dependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let bucket = try call.bucket(input.bucket, expectedOwner: input.expectedBucketOwner)
        var context = try input.context()
            .with("s3:if-match", input.ifMatch)
            .with("s3:if-none-match", input.ifNoneMatch)
        if let replaced = try s3.find(input.key, in: bucket) {
            context = context.with(existing: replaced.attributes.tags)
        }
        var needed = [AuthorizationRequirement.object(Self.action, input.key, in: bucket, call, context)]
        if input.tagging != nil { needed.append(.object("s3:PutObjectTagging", input.key, in: bucket, call, context)) }
        if input.acl != nil { needed.append(.object("s3:PutObjectAcl", input.key, in: bucket, call, context)) }
        return needed
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let bucket = try call.bucket(input.bucket)
        try input.check()
        guard input.writeOffsetBytes == nil else { throw S3Faults.notServed("appending to objects") }
        let condition = try ObjectCondition(ifMatch: input.ifMatch, ifNoneMatch: input.ifNoneMatch)
        let claim = try ContentClaim(
            md5: input.contentMD5,
            checksum: try input.givenChecksum(),
            standard: input.checksumAlgorithm.flatMap { ChecksumAlgorithm(rawValue: $0.rawValue) } ?? .crc64nvme
        )
        let tags = try input.tags()
        return .asynchronously { () throws(ServiceFault) in
            let received = try s3.receive(input.body, claim, in: bucket)
            let object = StoredObject(received, settings: input, tags: tags, versionID: s3.versionID(), at: call.time)
            let stored = try s3.put(object, in: bucket, if: condition)
            var output = Wire.Output(
                eTag: stored.summary.quotedETag,
                checksumType: .fullObject,
                serverSideEncryption: .aes256,
                versionID: bucket.shownVersion(of: stored.summary)
            )
            output.set(claim.algorithm, received.checksum)
            return output
        }
    }
}

/// Bounds of what S3's operations take, in bytes.
enum ObjectLimits {
    /// The body of one `PutObject` or `UploadPart`, chunk headers included. AWS takes 5 GiB; here a body is held in
    /// memory until its signature is proven, and larger objects come in parts.
    static let bodyBytes = 256 << 20
    /// Every part but the last has at least this much.
    /// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html>
    static let smallestPart = 5 << 20
    static let greatestPartNumber = 10_000
}

extension StoredObject {
    /// An object that came whole.
    init(
        _ received: ReceivedContent,
        settings: some ObjectSettings,
        tags: [Tag],
        versionID: String,
        at time: Moment
    ) {
        var attributes = ObjectAttributes()
        attributes.contents = received.content.map { [$0] } ?? []
        attributes.headers = settings.keptHeaders()
        attributes.metadata = settings.keptMetadata()
        attributes.tags = tags
        attributes.checksum = ObjectChecksum(
            algorithm: received.digests.algorithm,
            type: .fullObject,
            value: received.checksum
        )
        self.init(
            summary: ObjectSummary(
                key: settings.key,
                versionID: versionID,
                lastModified: Moment(seconds: time.seconds),
                size: received.digests.size,
                etag: received.md5Hexadecimal,
                storageClass: settings.storageClass?.rawValue ?? S3.StorageClass.standard.rawValue,
                checksumAlgorithm: received.digests.algorithm,
                checksumType: .fullObject
            ),
            attributes: attributes
        )
    }
}

extension S3Dependencies {
    /// Puts an object in place; its content goes again when it cannot be.
    ///
    /// - Throws: `PreconditionFailed`, `NoSuchKey` for `If-Match` where nothing is, `NoSuchBucket`.
    func put(
        _ object: StoredObject,
        in bucket: Bucket,
        if condition: ObjectCondition
    ) throws(ServiceFault) -> StoredObject {
        do throws(ServiceFault) {
            let outcome = try stored(in: bucket) { () throws(StateStoreError) in
                try objects.put(object, in: bucket, if: condition)
            }
            return try settle(outcome, object.summary.key, condition)
        } catch {
            contents.remove(object.attributes.contents)
            throw error
        }
    }

    /// - Throws: the error for a write that was not made.
    func settle(
        _ outcome: ObjectWriteOutcome,
        _ key: String,
        _ condition: ObjectCondition
    ) throws(ServiceFault) -> StoredObject {
        switch outcome {
        case .written(let stored, let released):
            contents.remove(released)
            return stored
        case .conditionFailed:
            throw S3Faults.preconditionFailed(condition == .absent ? "If-None-Match" : "If-Match")
        case .noObject: throw S3Faults.noKey(key)
        }
    }
}

extension ObjectCondition {
    /// - Throws: `NotImplemented` for what AWS does not take either: a condition on writing that names an ETag not to
    ///   match.
    init(ifMatch: String?, ifNoneMatch: String?) throws(ServiceFault) {
        switch (ifMatch, ifNoneMatch) {
        case (nil, nil): self = .none
        case (nil, "*"?): self = .absent
        case (let etag?, nil): self = .matches(etag: ETags.unquoted(etag))
        default:
            throw S3Faults.fault(
                "NotImplemented",
                "A header you provided implies functionality that is not implemented",
                501,
                [.init("Header", "If-None-Match")]
            )
        }
    }
}

enum ETags {
    /// ETags are compared with or without their quotation marks.
    static func unquoted(_ text: String) -> String {
        text.count >= 2 && text.hasPrefix("\"") && text.hasSuffix("\"") ? String(text.dropFirst().dropLast()) : text
    }

    /// Whether a list of ETags in a header has this one, or is `*`.
    static func list(_ text: String, has etag: String) -> Bool {
        text.split(separator: ",").contains { item in
            let candidate = item.drop { $0 == " " }
            return candidate == "*" || unquoted(String(candidate)) == etag
        }
    }
}

extension ObjectSummary {
    var quotedETag: String { "\"\(etag)\"" }
}

extension Bucket {
    /// The version id as answers tell it: not at all as long as the bucket had no versioning.
    func shownVersion(of object: ObjectSummary) -> String? {
        versioning == nil ? nil : object.versionID
    }
}
