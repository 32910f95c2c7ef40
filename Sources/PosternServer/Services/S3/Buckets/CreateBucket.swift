import AWSWire
import StateStore

/// `CreateBucket`.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html>
struct CreateBucket: ServiceOperation {
    typealias Wire = S3.CreateBucket
    /// The one region whose buckets have no location constraint, and where making one's own bucket again succeeds.
    private static let firstRegion = "us-east-1"

    let s3: S3Dependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let context = S3Context()
            .with("s3:LocationConstraint", input.createBucketConfiguration?.locationConstraint?.rawValue)
            .with("s3:x-amz-acl", input.acl?.rawValue)
            .with("s3:x-amz-object-ownership", input.objectOwnership?.rawValue)
        let bucket = Bucket(scope: call.scope, name: input.bucket, createdAt: call.time)
        var needed = [AuthorizationRequirement.bucket(Self.action, bucket, in: call, context)]
        if !(input.createBucketConfiguration?.tags ?? []).isEmpty {
            needed.append(.bucket("s3:TagResource", bucket, in: call))
        }
        return needed
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        try BucketName.check(input.bucket)
        try Self.check(input)
        try Self.checkLocation(input.createBucketConfiguration?.locationConstraint?.rawValue, region: call.scope.region)
        let tags = try ObjectTags.checked(
            input.createBucketConfiguration?.tags ?? [],
            limit: ObjectTags.maximumPerBucket
        )
        let bucket = Bucket(scope: call.scope, name: input.bucket, createdAt: call.time, tags: tags)
        return .asynchronously { () throws(ServiceFault) in
            try await s3.writer.write { transaction throws(ServiceFault) in
                if let existing = transaction.snapshot.buckets.bucket(named: bucket.name) {
                    try Self.checkExisting(existing, for: call)
                } else {
                    transaction.apply(.buckets(.bucket(.put(bucket))))
                }
                return Wire.Output(location: "/\(bucket.name)", bucketARN: bucket.arn)
            }
        }
    }

    private static func check(_ input: Wire.Input) throws(ServiceFault) {
        let grants = [
            input.grantFullControl, input.grantRead, input.grantReadACP, input.grantWrite, input.grantWriteACP,
        ]
        guard grants.allSatisfy({ $0 == nil }), input.acl == nil || input.acl == .private else {
            throw S3Faults.fault(
                "InvalidBucketAclWithObjectOwnership",
                "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting",
                400
            )
        }
        guard input.objectOwnership == nil || input.objectOwnership == .bucketOwnerEnforced else {
            throw S3Faults.notServed("buckets with access control lists; use the object ownership BucketOwnerEnforced")
        }
        guard input.objectLockEnabledForBucket != true else { throw S3Faults.notServed("object lock") }
    }

    private static func checkLocation(_ constraint: String?, region: String) throws(ServiceFault) {
        if region == firstRegion, constraint == firstRegion {
            throw S3Faults.fault(
                "InvalidLocationConstraint",
                "The specified location-constraint is not valid",
                400,
                [.init("LocationConstraint", firstRegion)]
            )
        }
        guard constraint ?? firstRegion == region else {
            throw S3Faults.fault(
                "IllegalLocationConstraintException",
                "The \(constraint ?? "unspecified") location constraint is incompatible for the region specific endpoint "
                    + "this request was sent to.",
                400
            )
        }
    }

    private static func checkExisting(_ bucket: Bucket, for call: AuthorizedCall) throws(ServiceFault) {
        guard bucket.scope.accountID == call.scope.accountID else {
            throw S3Faults.fault(
                "BucketAlreadyExists",
                "The requested bucket name is not available. The bucket namespace is shared by all users of the system. "
                    + "Please select a different name and try again.",
                409,
                [.init("BucketName", bucket.name)]
            )
        }
        guard bucket.scope.region == firstRegion, call.scope.region == firstRegion else {
            throw S3Faults.fault(
                "BucketAlreadyOwnedByYou",
                "Your previous request to create the named bucket succeeded and you already own it.",
                409,
                [.init("BucketName", bucket.name)]
            )
        }
    }
}
