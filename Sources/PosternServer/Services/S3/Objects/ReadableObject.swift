import AWSWire
import StateStore

/// What `GetObject` and `HeadObject` ask of an object.
protocol ObjectReading {
    var bucket: String { get }
    var key: String { get }
    var versionID: String? { get }
    var ifMatch: String? { get }
    var ifNoneMatch: String? { get }
    var ifModifiedSince: WireTimestamp? { get }
    var ifUnmodifiedSince: WireTimestamp? { get }
    var range: String? { get }
    var partNumber: Int? { get }
    var checksumMode: S3.ChecksumMode? { get }
    var sseCustomerAlgorithm: String? { get }
    var expectedBucketOwner: String? { get }
    var responseCacheControl: String? { get }
    var responseContentDisposition: String? { get }
    var responseContentEncoding: String? { get }
    var responseContentLanguage: String? { get }
    var responseContentType: String? { get }
    var responseExpires: WireTimestamp? { get }
}

extension S3.GetObject.Input: ObjectReading {}
extension S3.HeadObject.Input: ObjectReading {}

extension S3Dependencies {
    /// What reading an object takes: the object's own action, and the right to list the bucket where nothing is found,
    /// for else nobody is told that there is nothing.
    func readingRequirements(
        _ action: String,
        versionAction: String,
        _ key: String,
        version: String?,
        in bucket: Bucket,
        _ call: IncomingCall
    ) throws(ServiceFault) -> [AuthorizationRequirement] {
        let found = try find(key, version: version, in: bucket)
        let context = S3Context()
            .with(existing: found?.attributes.tags ?? [])
            .with("s3:VersionId", version)
        let reading = AuthorizationRequirement.object(
            version == nil ? action : versionAction,
            key,
            in: bucket,
            call,
            context
        )
        guard found == nil || found?.summary.isDeleteMarker == true else { return [reading] }
        return [reading, .bucket("s3:ListBucket", bucket, in: call)]
    }

    /// The object itself.
    ///
    /// - Throws: `NoSuchKey`, `NoSuchVersion`, or `MethodNotAllowed` for a delete marker that is asked for by its id.
    func readable(_ key: String, version: String?, in bucket: Bucket) throws(ServiceFault) -> StoredObject {
        guard let found = try find(key, version: version, in: bucket) else {
            throw version.map { S3Faults.noVersion(key, $0) } ?? S3Faults.noKey(key)
        }
        guard found.summary.isDeleteMarker else { return found }
        let headers: [ServiceFault.Member] = [
            .init("x-amz-delete-marker", "true"), .init("x-amz-version-id", found.summary.versionID),
        ]
        guard version == nil else {
            throw S3Faults.fault(
                "MethodNotAllowed",
                "The specified method is not allowed against this resource.",
                405,
                [.init("Method", "GET"), .init("ResourceType", "DeleteMarker")],
                headers: headers
            )
        }
        throw S3Faults.fault(
            "NoSuchKey",
            "The specified key does not exist.",
            404,
            [.init("Key", key)],
            headers: headers
        )
    }
}

extension ObjectReading {
    /// - Throws: `PreconditionFailed`, or `NotModified` with status 304; in HTTP's order.
    ///
    /// <https://www.rfc-editor.org/rfc/rfc9110#section-13.2.2>
    func checkConditions(_ object: ObjectSummary) throws(ServiceFault) {
        let modified = object.lastModified.milliseconds
        if let ifMatch {
            guard ETags.list(ifMatch, has: object.etag) else { throw S3Faults.preconditionFailed("If-Match") }
        } else if let time = ifUnmodifiedSince, modified > time.millisecondsSince1970 {
            throw S3Faults.preconditionFailed("If-Unmodified-Since")
        }
        if let ifNoneMatch {
            if ETags.list(ifNoneMatch, has: object.etag) { throw notModified(object) }
        } else if let time = ifModifiedSince, modified <= time.millisecondsSince1970 {
            throw notModified(object)
        }
    }

    private func notModified(_ object: ObjectSummary) -> ServiceFault {
        S3Faults.fault(
            "NotModified",
            "Not Modified",
            304,
            headers: [
                .init("ETag", object.quotedETag),
                .init("Last-Modified", WireTimestamp(object.lastModified).httpDateText),
            ]
        )
    }

    /// The bytes asked for.
    ///
    /// - Throws: `InvalidRange`, `InvalidPartNumber`, `InvalidRequest`.
    func portion(of object: StoredObject) throws(ServiceFault) -> ObjectPortion {
        guard let partNumber else { return try ObjectPortion(range: range, size: object.summary.size) }
        guard range == nil else {
            throw S3Faults.invalidRequest("Cannot specify both Range header and partNumber query parameter")
        }
        try S3Dependencies.checkPartNumber(partNumber)
        return try ObjectPortion(part: partNumber, of: object)
    }
}
