import AWSWire
import StateStore

/// `GetObjectTagging`.
struct GetObjectTagging: ServiceOperation {
    typealias Wire = S3.GetObjectTagging
    static let access = OperationAccess(allowsAnonymous: true)

    let s3: S3Dependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        try s3.readingRequirements(
            "s3:GetObjectTagging",
            versionAction: "s3:GetObjectVersionTagging",
            input.key,
            version: input.versionID,
            in: try call.bucket(input.bucket, expectedOwner: input.expectedBucketOwner),
            call
        )
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let bucket = try call.bucket(input.bucket)
        let object = try s3.readable(input.key, version: input.versionID, in: bucket)
        return .finished(
            Wire.Output(
                versionID: bucket.shownVersion(of: object.summary),
                tagSet: object.attributes.tags.map(S3.Tag.init)
            )
        )
    }
}

/// `PutObjectTagging`: in place of the tags before.
struct PutObjectTagging: ServiceOperation {
    typealias Wire = S3.PutObjectTagging
    static let access = OperationAccess(allowsAnonymous: true)

    let s3: S3Dependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let bucket = try call.bucket(input.bucket, expectedOwner: input.expectedBucketOwner)
        let existing = try s3.find(input.key, version: input.versionID, in: bucket)?.attributes.tags ?? []
        let context = S3Context()
            .with(existing: existing)
            .with(requested: input.tagging.tagSet.map { Tag(key: $0.key, value: $0.value) })
            .with("s3:VersionId", input.versionID)
        let action = input.versionID == nil ? "s3:PutObjectTagging" : "s3:PutObjectVersionTagging"
        return [.object(action, input.key, in: bucket, call, context)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let bucket = try call.bucket(input.bucket)
        let tags = try ObjectTags.checked(input.tagging.tagSet, limit: ObjectTags.maximumPerObject)
        return .asynchronously { () throws(ServiceFault) in
            let changed = try s3.setTags(tags, of: input.key, version: input.versionID, in: bucket)
            return Wire.Output(versionID: bucket.shownVersion(of: changed.summary))
        }
    }
}

/// `DeleteObjectTagging`.
struct DeleteObjectTagging: ServiceOperation {
    typealias Wire = S3.DeleteObjectTagging
    static let access = OperationAccess(allowsAnonymous: true)

    let s3: S3Dependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let bucket = try call.bucket(input.bucket, expectedOwner: input.expectedBucketOwner)
        let existing = try s3.find(input.key, version: input.versionID, in: bucket)?.attributes.tags ?? []
        let context = S3Context().with(existing: existing).with("s3:VersionId", input.versionID)
        let action = input.versionID == nil ? "s3:DeleteObjectTagging" : "s3:DeleteObjectVersionTagging"
        return [.object(action, input.key, in: bucket, call, context)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let bucket = try call.bucket(input.bucket)
        return .asynchronously { () throws(ServiceFault) in
            let changed = try s3.setTags([], of: input.key, version: input.versionID, in: bucket)
            return Wire.Output(versionID: bucket.shownVersion(of: changed.summary))
        }
    }
}

/// `GetObjectAcl`: the owner's, as every object has it.
struct GetObjectAcl: ServiceOperation {
    typealias Wire = S3.GetObjectAcl
    static let access = OperationAccess(allowsAnonymous: true)

    let s3: S3Dependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        try s3.readingRequirements(
            "s3:GetObjectAcl",
            versionAction: "s3:GetObjectVersionAcl",
            input.key,
            version: input.versionID,
            in: try call.bucket(input.bucket, expectedOwner: input.expectedBucketOwner),
            call
        )
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let bucket = try call.bucket(input.bucket)
        _ = try s3.readable(input.key, version: input.versionID, in: bucket)
        let account = bucket.scope.accountID
        return .finished(Wire.Output(owner: S3.Owner(account: account), grants: OwnerOnlyACL.grants(account)))
    }
}

/// `PutObjectAcl`.
struct PutObjectAcl: ServiceOperation {
    typealias Wire = S3.PutObjectAcl
    static let access = OperationAccess(allowsAnonymous: true)

    let s3: S3Dependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let bucket = try call.bucket(input.bucket, expectedOwner: input.expectedBucketOwner)
        let context = S3Context().with("s3:x-amz-acl", input.acl?.rawValue).with("s3:VersionId", input.versionID)
        let action = input.versionID == nil ? "s3:PutObjectAcl" : "s3:PutObjectVersionAcl"
        return [.object(action, input.key, in: bucket, call, context)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let bucket = try call.bucket(input.bucket)
        _ = try s3.readable(input.key, version: input.versionID, in: bucket)
        let headers = [
            input.grantFullControl, input.grantRead, input.grantReadACP, input.grantWrite, input.grantWriteACP,
        ]
        let owner = bucket.scope.accountID
        try OwnerOnlyACL.check(input.acl?.rawValue, input.accessControlPolicy, headers, owner: owner)
        return .finished(Wire.Output())
    }
}

extension S3Dependencies {
    /// - Throws: `NoSuchKey`, `NoSuchVersion`, `MethodNotAllowed` for a delete marker.
    fileprivate func setTags(
        _ tags: [Tag],
        of key: String,
        version: String?,
        in bucket: Bucket
    ) throws(ServiceFault) -> StoredObject {
        _ = try readable(key, version: version, in: bucket)
        let changed = try stored(in: bucket) { () throws(StateStoreError) in
            try objects.setTags(tags, of: key, version: version, in: bucket)
        }
        guard let changed else { throw S3Faults.noKey(key) }
        return changed
    }
}
