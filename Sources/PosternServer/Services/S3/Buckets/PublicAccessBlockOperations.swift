import AWSWire
import StateStore

/// `GetPublicAccessBlock`.
struct GetPublicAccessBlock: ServiceOperation {
    typealias Wire = S3.GetPublicAccessBlock

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let bucket = try call.bucket(input.bucket, expectedOwner: input.expectedBucketOwner)
        return [.bucket("s3:GetBucketPublicAccessBlock", bucket, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        guard let block = try call.bucket(input.bucket).publicAccessBlock else {
            throw S3Faults.fault(
                "NoSuchPublicAccessBlockConfiguration",
                "The public access block configuration was not found",
                404,
                [.init("BucketName", input.bucket)]
            )
        }
        return .finished(
            Wire.Output(
                publicAccessBlockConfiguration: S3.PublicAccessBlockConfiguration(
                    blockPublicAcls: block.blockPublicACLs,
                    ignorePublicAcls: block.ignorePublicACLs,
                    blockPublicPolicy: block.blockPublicPolicy,
                    restrictPublicBuckets: block.restrictPublicBuckets
                )
            )
        )
    }
}

/// `PutPublicAccessBlock`: a setting that is left out is off.
struct PutPublicAccessBlock: ServiceOperation {
    typealias Wire = S3.PutPublicAccessBlock
    let s3: S3Dependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let bucket = try call.bucket(input.bucket, expectedOwner: input.expectedBucketOwner)
        return [.bucket("s3:PutBucketPublicAccessBlock", bucket, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        let given = input.publicAccessBlockConfiguration
        let block = PublicAccessBlock(
            blockPublicACLs: given.blockPublicAcls ?? false,
            ignorePublicACLs: given.ignorePublicAcls ?? false,
            blockPublicPolicy: given.blockPublicPolicy ?? false,
            restrictPublicBuckets: given.restrictPublicBuckets ?? false
        )
        return s3.change(input.bucket) { bucket, _ in bucket.publicAccessBlock = block }
    }
}

/// `DeletePublicAccessBlock`: nothing is blocked any longer.
struct DeletePublicAccessBlock: ServiceOperation {
    typealias Wire = S3.DeletePublicAccessBlock
    let s3: S3Dependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let bucket = try call.bucket(input.bucket, expectedOwner: input.expectedBucketOwner)
        return [.bucket("s3:PutBucketPublicAccessBlock", bucket, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        s3.change(input.bucket) { bucket, _ in bucket.publicAccessBlock = nil }
    }
}
