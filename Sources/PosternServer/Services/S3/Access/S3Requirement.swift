import AWSWire
import IAMPolicy
import StateStore

extension AuthorizationRequirement {
    /// An action on a bucket, decided together with the bucket's policy.
    static func bucket(
        _ action: String,
        _ bucket: Bucket,
        in call: IncomingCall,
        _ context: S3Context = S3Context()
    ) -> Self {
        Self(
            action,
            on: bucket.arn,
            ownedBy: bucket.scope.accountID,
            policy: call.bucketPolicy(bucket),
            context: context.entries(ownedBy: bucket.scope.accountID, call)
        )
    }

    /// An action on an object, decided together with the bucket's policy.
    static func object(
        _ action: String,
        _ key: String,
        in bucket: Bucket,
        _ call: IncomingCall,
        _ context: S3Context = S3Context()
    ) -> Self {
        Self(
            action,
            on: "\(bucket.arn)/\(key)",
            ownedBy: bucket.scope.accountID,
            policy: call.bucketPolicy(bucket),
            context: context.entries(ownedBy: bucket.scope.accountID, call)
        )
    }
}

extension IncomingCall {
    /// - Parameter expectedOwner: `x-amz-expected-bucket-owner`.
    /// - Throws: `NoSuchBucket`, which every caller is told; `AccessDenied` when another account owns the bucket than the
    ///   caller expects.
    func bucket(_ name: String, expectedOwner: String? = nil) throws(ServiceFault) -> Bucket {
        guard let bucket = view.snapshot.buckets.bucket(named: name) else { throw S3Faults.noBucket(name) }
        guard expectedOwner == nil || expectedOwner == bucket.scope.accountID else { throw S3Faults.accessDenied }
        return bucket
    }

    /// The bucket's policy as it counts for this caller: one that is public and restricted gives nothing to callers from
    /// outside the owner's account.
    ///
    /// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html>
    func bucketPolicy(_ bucket: Bucket) -> CompiledPolicy? {
        guard let policy = bucket.policy else { return nil }
        if bucket.publicAccessBlock?.restrictPublicBuckets == true, isOutside(bucket),
            PublicPolicy.isPublic(policy.document.text)
        {
            return nil
        }
        return view.library.pinnedPolicy(policy, kind: .resource, identifier: bucket.arn)
    }

    private func isOutside(_ bucket: Bucket) -> Bool {
        switch caller.principal {
        case .anonymous: true
        case .service: false
        default: caller.accountID != bucket.scope.accountID
        }
    }
}

extension AuthorizedCall {
    /// - Throws: `NoSuchBucket`.
    func bucket(_ name: String) throws(ServiceFault) -> Bucket {
        try call.bucket(name)
    }
}
