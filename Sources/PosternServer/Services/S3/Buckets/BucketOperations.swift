import AWSWire
import StateStore

/// `DeleteBucket`: only once nothing is in it; uploads that were never finished go with it.
struct DeleteBucket: ServiceOperation {
    typealias Wire = S3.DeleteBucket
    let s3: S3Dependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.bucket(Self.action, try call.bucket(input.bucket, expectedOwner: input.expectedBucketOwner), in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        let notEmpty = Self.notEmpty(try call.bucket(input.bucket))
        return .asynchronously { () throws(ServiceFault) in
            // An object may be put after the look; the database then refuses to let the bucket go.
            try await s3.writer.write(conflict: notEmpty) { transaction throws(ServiceFault) in
                guard let bucket = transaction.snapshot.buckets.bucket(named: input.bucket) else {
                    throw S3Faults.noBucket(input.bucket)
                }
                let isEmpty = try s3.stored(in: bucket) { () throws(StateStoreError) in try s3.objects.isEmpty(bucket) }
                guard isEmpty else { throw notEmpty }
                transaction.apply(.buckets(.bucket(.remove(bucket.key))))
                return Unit()
            }
        }
    }

    private static func notEmpty(_ bucket: Bucket) -> ServiceFault {
        let message =
            "The bucket you tried to delete is not empty"
            + (bucket.versioning == nil ? "" : ". You must delete all versions in the bucket.")
        return S3Faults.fault("BucketNotEmpty", message, 409, [.init("BucketName", bucket.name)])
    }
}

/// `HeadBucket`.
struct HeadBucket: ServiceOperation {
    typealias Wire = S3.HeadBucket
    static let access = OperationAccess(allowsAnonymous: true)

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.bucket("s3:ListBucket", try call.bucket(input.bucket, expectedOwner: input.expectedBucketOwner), in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let bucket = try call.bucket(input.bucket)
        return .finished(Wire.Output(bucketARN: bucket.arn, bucketRegion: bucket.scope.region, accessPointAlias: false))
    }
}

/// `GetBucketLocation`: nothing for the first region, as ever.
struct GetBucketLocation: ServiceOperation {
    typealias Wire = S3.GetBucketLocation
    static let access = OperationAccess(allowsAnonymous: true)

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.bucket(Self.action, try call.bucket(input.bucket, expectedOwner: input.expectedBucketOwner), in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let region = try call.bucket(input.bucket).scope.region
        let constraint = region == "us-east-1" ? nil : S3.BucketLocationConstraint(rawValue: region)
        return .finished(Wire.Output(locationConstraint: constraint))
    }
}

/// `ListBuckets`: those of the caller's account, whatever their policies say.
struct ListBuckets: ServiceOperation {
    typealias Wire = S3.ListBuckets
    private static let pageSize = 10_000

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [
            AuthorizationRequirement(
                "s3:ListAllMyBuckets",
                on: "*",
                ownedBy: call.accountID,
                context: S3Context().entries(ownedBy: call.accountID, call)
            )
        ]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let account = call.scope.accountID
        let buckets = call.call.view.snapshot.buckets.buckets.all
            .filter { $0.scope.accountID == account && $0.name.hasPrefix(input.prefix ?? "") }
            .filter { bucket in input.bucketRegion.map { $0 == bucket.scope.region } ?? true }
            .sorted { $0.name < $1.name }
        let page = try Page(
            of: buckets,
            after: input.continuationToken,
            maxItems: input.maxBuckets ?? Self.pageSize,
            key: \.name
        )
        return .finished(
            Wire.Output(
                buckets: page.items.map { bucket in
                    S3.Bucket(
                        name: bucket.name,
                        creationDate: WireTimestamp(wholeSecondsOf: bucket.createdAt),
                        bucketRegion: bucket.scope.region,
                        bucketARN: bucket.arn
                    )
                },
                owner: S3.Owner(account: account),
                continuationToken: page.marker,
                prefix: input.prefix
            )
        )
    }
}
