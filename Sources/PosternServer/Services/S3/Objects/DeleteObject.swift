import AWSWire
import StateStore

/// `DeleteObject`: the object, or with a version id one version for good.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html>
struct DeleteObject: ServiceOperation {
    typealias Wire = S3.DeleteObject
    static let access = OperationAccess(allowsAnonymous: true)

    let s3: S3Dependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let bucket = try call.bucket(input.bucket, expectedOwner: input.expectedBucketOwner)
        try ObjectKey.check(input.key)
        try ObjectKey.check(version: input.versionID)
        return [try s3.deletionRequirement(input.key, version: input.versionID, in: bucket, call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let bucket = try call.bucket(input.bucket)
        guard input.mfa == nil else { throw S3Faults.notServed("MFA delete") }
        guard input.ifMatch == nil, input.ifMatchSize == nil, input.ifMatchLastModifiedTime == nil else {
            throw S3Faults.notServed("deleting under a condition")
        }
        return .asynchronously { () throws(ServiceFault) in
            let deletion = try s3.delete(input.key, version: input.versionID, in: bucket, at: call.time)
            return Wire.Output(
                deleteMarker: deletion.isDeleteMarker ? true : nil,
                versionID: deletion.versionID ?? input.versionID
            )
        }
    }
}

/// `DeleteObjects`: up to a thousand keys, each allowed and deleted for itself.
struct DeleteObjects: ServiceOperation {
    typealias Wire = S3.DeleteObjects
    private static let maximumKeys = 1000
    static let access = OperationAccess(allowsAnonymous: true, bodyLimitBytes: 4 << 20)

    let s3: S3Dependencies

    /// The whole needs nothing; its items do.
    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        _ = try call.bucket(input.bucket, expectedOwner: input.expectedBucketOwner)
        guard (1...Self.maximumKeys).contains(input.delete.objects.count) else {
            throw S3Faults.fault(
                "MalformedXML",
                "The XML you provided was not well-formed or did not validate against our published schema",
                400
            )
        }
        return []
    }

    func itemRequirements(
        of input: Wire.Input,
        in call: IncomingCall
    ) throws(ServiceFault) -> [AuthorizationRequirement] {
        let bucket = try call.bucket(input.bucket)
        var needed: [AuthorizationRequirement] = []
        for object in input.delete.objects {
            needed.append(try s3.deletionRequirement(object.key, version: object.versionID, in: bucket, call))
        }
        return needed
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let bucket = try call.bucket(input.bucket)
        guard input.mfa == nil else { throw S3Faults.notServed("MFA delete") }
        return .asynchronously { () throws(ServiceFault) in
            var deleted: [S3.DeletedObject] = []
            var errors: [S3.DeletionError] = []
            for (object, denial) in zip(input.delete.objects, call.itemDenials) {
                do throws(ServiceFault) {
                    if let denial { throw S3Faults.fault("AccessDenied", denial, 403) }
                    try ObjectKey.check(object.key)
                    try ObjectKey.check(version: object.versionID)
                    guard object.eTag == nil, object.size == nil, object.lastModifiedTime == nil else {
                        throw S3Faults.notServed("deleting under a condition")
                    }
                    let deletion = try s3.delete(object.key, version: object.versionID, in: bucket, at: call.time)
                    deleted.append(S3.DeletedObject(object, deletion))
                } catch {
                    errors.append(
                        S3.DeletionError(
                            key: object.key,
                            versionID: object.versionID,
                            code: error.code,
                            message: error.message
                        )
                    )
                }
            }
            return Wire.Output(deleted: input.delete.quiet == true ? nil : deleted, errors: errors)
        }
    }
}

extension S3.DeletedObject {
    fileprivate init(_ object: S3.ObjectIdentifier, _ deletion: ObjectDeletion) {
        self.init(
            key: object.key,
            versionID: object.versionID,
            deleteMarker: deletion.isDeleteMarker ? true : nil,
            deleteMarkerVersionID: deletion.isDeleteMarker ? deletion.versionID : nil
        )
    }
}

extension S3Dependencies {
    fileprivate func deletionRequirement(
        _ key: String,
        version: String?,
        in bucket: Bucket,
        _ call: IncomingCall
    ) throws(ServiceFault) -> AuthorizationRequirement {
        // Not by `find`, which refuses what can name nothing: of many keys that is an error of one.
        let found = try stored(in: bucket) { () throws(StateStoreError) in
            try objects.object(key, version: version, in: bucket)
        }
        let tags = found?.attributes.tags ?? []
        let context = S3Context().with(existing: tags).with("s3:VersionId", version)
        return .object(version == nil ? "s3:DeleteObject" : "s3:DeleteObjectVersion", key, in: bucket, call, context)
    }

    /// Deletes; there is no error for what is not there.
    fileprivate func delete(
        _ key: String,
        version: String?,
        in bucket: Bucket,
        at time: Moment
    ) throws(ServiceFault) -> ObjectDeletion {
        let deletion = try stored(in: bucket) { () throws(StateStoreError) in
            if let version { return try objects.deleteVersion(version, of: key, in: bucket) }
            let marker = ObjectSummary(
                key: key,
                versionID: versionID(),
                isDeleteMarker: true,
                lastModified: Moment(seconds: time.seconds)
            )
            return try objects.delete(marker, in: bucket)
        }
        contents.remove(deletion.released)
        return deletion
    }
}
