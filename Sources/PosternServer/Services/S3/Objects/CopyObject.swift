import AWSWire
import StateStore

/// `CopyObject`, also onto itself with other metadata.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html>
struct CopyObject: ServiceOperation {
    typealias Wire = S3.CopyObject
    static let access = OperationAccess(allowsAnonymous: true)

    let s3: S3Dependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let source = try CopySource(input.copySource)
        let target = try call.bucket(input.bucket, expectedOwner: input.expectedBucketOwner)
        var needed = try s3.sourceRequirements(source, expectedOwner: input.expectedSourceBucketOwner, in: call)
        let context = try input.context()
            .with("s3:x-amz-copy-source", input.copySource)
            .with("s3:x-amz-metadata-directive", input.metadataDirective?.rawValue)
        needed.append(.object("s3:PutObject", input.key, in: target, call, context))
        if input.acl != nil { needed.append(.object("s3:PutObjectAcl", input.key, in: target, call, context)) }
        if input.taggingDirective == .replace, input.tagging != nil {
            needed.append(.object("s3:PutObjectTagging", input.key, in: target, call, context))
        }
        return needed
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let name = try CopySource(input.copySource)
        let (sourceBucket, target) = (try call.bucket(name.bucket), try call.bucket(input.bucket))
        let source = try s3.readable(name.key, version: name.versionID, in: sourceBucket)
        try input.check()
        try input.check(source.summary)
        try input.checkChanges(name)
        let condition = try ObjectCondition(ifMatch: input.ifMatch, ifNoneMatch: input.ifNoneMatch)
        let settings = try CopiedSettings(input, source)
        return .asynchronously { () throws(ServiceFault) in
            let copy = try s3.copy(source, settings, key: input.key, in: target, at: call.time)
            let stored = try s3.put(copy, in: target, if: condition)
            return Wire.Output(
                copyObjectResult: S3.CopyObjectResult(stored),
                copySourceVersionID: sourceBucket.shownVersion(of: source.summary),
                versionID: target.shownVersion(of: stored.summary),
                serverSideEncryption: .aes256
            )
        }
    }
}

/// What a copy has of its own and what it has of its source.
struct CopiedSettings: Sendable {
    let headers: [String: String]
    let metadata: [String: String]
    let tags: [Tag]
    let storageClass: String
    let algorithm: ChecksumAlgorithm

    init(_ input: S3.CopyObject.Input, _ source: StoredObject) throws(ServiceFault) {
        let replaces = input.metadataDirective == .replace
        headers = replaces ? input.keptHeaders() : source.attributes.headers
        metadata = replaces ? input.keptMetadata() : source.attributes.metadata
        tags = input.taggingDirective == .replace ? try input.tags() : source.attributes.tags
        storageClass = input.storageClass?.rawValue ?? S3.StorageClass.standard.rawValue
        if let chosen = input.checksumAlgorithm {
            guard let known = ChecksumAlgorithm(rawValue: chosen.rawValue) else {
                throw S3Faults.notServed("checksums of the algorithm \(chosen.rawValue)")
            }
            algorithm = known
        } else {
            algorithm = source.attributes.checksum?.algorithm ?? .crc64nvme
        }
    }
}

extension S3.CopyObject.Input {
    /// - Throws: `InvalidRequest` for a copy onto itself that changes nothing.
    fileprivate func checkChanges(_ source: CopySource) throws(ServiceFault) {
        let isSame = source.bucket == bucket && source.key.utf8.elementsEqual(key.utf8) && source.versionID == nil
        let changes =
            metadataDirective == .replace || storageClass != nil || websiteRedirectLocation != nil
            || serverSideEncryption != nil || taggingDirective == .replace || checksumAlgorithm != nil
        guard !isSame || changes else {
            throw S3Faults.invalidRequest(
                "This copy request is illegal because it is trying to copy an object to itself without changing the "
                    + "object's metadata, storage class, website redirect location or encryption attributes."
            )
        }
    }
}

extension S3.CopyObjectResult {
    fileprivate init(_ stored: StoredObject) {
        self.init(eTag: stored.summary.quotedETag, lastModified: WireTimestamp(stored.summary.lastModified))
        guard let checksum = stored.attributes.checksum else { return }
        checksumType = S3.ChecksumType(rawValue: checksum.type.rawValue)
        set(checksum.algorithm, checksum.value)
    }
}

extension S3Dependencies {
    /// A copy is one object however its source came: where that was in one piece already and the checksum stays, the
    /// file is only named again; else it is read and written.
    fileprivate func copy(
        _ source: StoredObject,
        _ settings: CopiedSettings,
        key: String,
        in bucket: Bucket,
        at time: Moment
    ) throws(ServiceFault) -> StoredObject {
        var attributes = ObjectAttributes()
        attributes.headers = settings.headers
        attributes.metadata = settings.metadata
        attributes.tags = settings.tags
        let etag: String
        if source.attributes.parts.isEmpty, let checksum = source.attributes.checksum, checksum.type == .fullObject,
            checksum.algorithm == settings.algorithm
        {
            attributes.contents = try named(again: source.attributes.contents)
            attributes.checksum = checksum
            etag = source.summary.etag
        } else {
            let received = try copy(
                source.attributes.contents,
                0..<source.summary.size,
                settings.algorithm,
                in: bucket
            )
            attributes.contents = received.content.map { [$0] } ?? []
            attributes.checksum = ObjectChecksum(
                algorithm: settings.algorithm,
                type: .fullObject,
                value: received.checksum
            )
            etag = received.md5Hexadecimal
        }
        let summary = ObjectSummary(
            key: key,
            versionID: versionID(),
            lastModified: Moment(seconds: time.seconds),
            size: source.summary.size,
            etag: etag,
            storageClass: settings.storageClass,
            checksumAlgorithm: settings.algorithm,
            checksumType: .fullObject
        )
        return StoredObject(summary: summary, attributes: attributes)
    }

    private func named(again sources: [ObjectContent]) throws(ServiceFault) -> [ObjectContent] {
        var copies: [ObjectContent] = []
        do throws(StateStoreError) {
            for source in sources { copies.append(try contents.duplicate(source)) }
        } catch {
            contents.remove(copies)
            throw S3Faults.internalError
        }
        return copies
    }
}
