import AWSWire
import StateStore

/// Access control lists are off: the one list that a bucket or an object has gives its owner everything, and only that
/// one can be put.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html>
enum OwnerOnlyACL {
    static func grants(_ account: String) -> [S3.Grant] {
        let owner = S3.Grantee(id: CanonicalUser.id(ofAccount: account), type: .canonicalUser)
        return [S3.Grant(grantee: owner, permission: .fullControl)]
    }

    /// - Throws: `AccessControlListNotSupported` for any other list.
    static func check(
        _ canned: String?,
        _ list: S3.AccessControlPolicy?,
        _ headers: [String?],
        owner: String
    ) throws(ServiceFault) {
        guard headers.allSatisfy({ $0 == nil }),
            canned == nil || canned == "private" || canned == "bucket-owner-full-control"
        else { throw S3Faults.aclsDisabled }
        for grant in list?.grants ?? [] {
            guard grant.permission == .fullControl, grant.grantee?.id == CanonicalUser.id(ofAccount: owner) else {
                throw S3Faults.aclsDisabled
            }
        }
    }
}

extension S3.GetBucketAcl.Output {
    init(_ bucket: StoredBucket) {
        let account = bucket.scope.accountID
        self.init(owner: S3.Owner(account: account), grants: OwnerOnlyACL.grants(account))
    }
}

/// `PutBucketAcl`.
struct PutBucketAcl: ServiceOperation {
    typealias Wire = S3.PutBucketAcl

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let bucket = try call.bucket(input.bucket, expectedOwner: input.expectedBucketOwner)
        return [.bucket(Self.action, bucket, in: call, S3Context().with("s3:x-amz-acl", input.acl?.rawValue))]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        let headers = [
            input.grantFullControl, input.grantRead, input.grantReadACP, input.grantWrite, input.grantWriteACP,
        ]
        let owner = try call.bucket(input.bucket).scope.accountID
        try OwnerOnlyACL.check(input.acl?.rawValue, input.accessControlPolicy, headers, owner: owner)
        return .finished(Unit())
    }
}

/// `PutBucketOwnershipControls`.
struct PutBucketOwnershipControls: ServiceOperation {
    typealias Wire = S3.PutBucketOwnershipControls

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.bucket(Self.action, try call.bucket(input.bucket, expectedOwner: input.expectedBucketOwner), in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        guard input.ownershipControls.rules.allSatisfy({ $0.objectOwnership == .bucketOwnerEnforced }) else {
            throw S3Faults.notServed("buckets with access control lists; use the object ownership BucketOwnerEnforced")
        }
        return .finished(Unit())
    }
}

/// `PutBucketEncryption`: the one that every bucket has.
struct PutBucketEncryption: ServiceOperation {
    typealias Wire = S3.PutBucketEncryption

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let bucket = try call.bucket(input.bucket, expectedOwner: input.expectedBucketOwner)
        return [.bucket("s3:PutEncryptionConfiguration", bucket, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        for rule in input.serverSideEncryptionConfiguration.rules {
            try Encryption.check(rule.applyServerSideEncryptionByDefault?.sseAlgorithm.rawValue, customer: nil)
            guard rule.bucketKeyEnabled != true else { throw S3Faults.notServed("bucket keys of KMS") }
        }
        return .finished(Unit())
    }
}
