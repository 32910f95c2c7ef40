import AWSWire
import StateStore

extension S3Dependencies {
    /// Changes the configuration of a bucket.
    func change(
        _ name: String,
        _ change: @escaping @Sendable (inout Bucket, StateSnapshot) throws(ServiceFault) -> Void
    ) -> Performance<Unit> {
        .asynchronously { () throws(ServiceFault) in
            try await writer.write { transaction throws(ServiceFault) in
                guard var bucket = transaction.snapshot.buckets.bucket(named: name) else {
                    throw S3Faults.noBucket(name)
                }
                try change(&bucket, transaction.snapshot)
                transaction.apply(.buckets(.bucket(.put(bucket))))
                return Unit()
            }
        }
    }
}

/// `GetBucketVersioning`: nothing as long as it was never set.
struct GetBucketVersioning: ServiceOperation {
    typealias Wire = S3.GetBucketVersioning
    static let access = OperationAccess(allowsAnonymous: true)

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.bucket(Self.action, try call.bucket(input.bucket, expectedOwner: input.expectedBucketOwner), in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let status = try call.bucket(input.bucket).versioning?.rawValue
        return .finished(Wire.Output(status: status.map(S3.BucketVersioningStatus.init)))
    }
}

/// `PutBucketVersioning`.
struct PutBucketVersioning: ServiceOperation {
    typealias Wire = S3.PutBucketVersioning
    static let access = OperationAccess(allowsAnonymous: true)

    let s3: S3Dependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.bucket(Self.action, try call.bucket(input.bucket, expectedOwner: input.expectedBucketOwner), in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        let configuration = input.versioningConfiguration
        guard configuration.mfaDelete != .enabled else { throw S3Faults.notServed("MFA delete") }
        guard let status = configuration.status, let versioning = Bucket.Versioning(rawValue: status.rawValue) else {
            throw S3Faults.fault(
                "IllegalVersioningConfigurationException",
                "The Versioning element must be specified",
                400
            )
        }
        return s3.change(input.bucket) { bucket, _ in bucket.versioning = versioning }
    }
}

/// `GetBucketTagging`.
struct GetBucketTagging: ServiceOperation {
    typealias Wire = S3.GetBucketTagging
    static let access = OperationAccess(allowsAnonymous: true)

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.bucket(Self.action, try call.bucket(input.bucket, expectedOwner: input.expectedBucketOwner), in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let bucket = try call.bucket(input.bucket)
        guard !bucket.tags.isEmpty else {
            throw S3Faults.fault("NoSuchTagSet", "The TagSet does not exist", 404, [.init("BucketName", bucket.name)])
        }
        return .finished(Wire.Output(tagSet: bucket.tags.map(S3.Tag.init)))
    }
}

/// `PutBucketTagging`: in place of the tags before.
struct PutBucketTagging: ServiceOperation {
    typealias Wire = S3.PutBucketTagging
    static let access = OperationAccess(allowsAnonymous: true)

    let s3: S3Dependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.bucket(Self.action, try call.bucket(input.bucket, expectedOwner: input.expectedBucketOwner), in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        let tags = try ObjectTags.checked(input.tagging.tagSet, limit: ObjectTags.maximumPerBucket)
        return s3.change(input.bucket) { bucket, _ in bucket.tags = tags }
    }
}

/// `DeleteBucketTagging`.
struct DeleteBucketTagging: ServiceOperation {
    typealias Wire = S3.DeleteBucketTagging
    static let access = OperationAccess(allowsAnonymous: true)

    let s3: S3Dependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let bucket = try call.bucket(input.bucket, expectedOwner: input.expectedBucketOwner)
        return [.bucket("s3:PutBucketTagging", bucket, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        s3.change(input.bucket) { bucket, _ in bucket.tags = [] }
    }
}
