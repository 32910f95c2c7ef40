import AWSWire
import StateStore

/// The input of an operation that reads one part of a bucket's configuration.
protocol BucketInput {
    var bucket: String { get }
    var expectedBucketOwner: String? { get }
}

/// An operation that reads a part of a bucket's configuration which Postern's buckets have in one way only: the way in
/// which AWS makes a bucket.
struct FixedConfiguration<Wire: WireOperation>: ServiceOperation where Wire.Input: BucketInput {
    let action: String
    let answer: @Sendable (Bucket) throws(ServiceFault) -> Wire.Output

    init(
        _ wire: Wire.Type,
        _ action: String,
        _ answer: @escaping @Sendable (Bucket) throws(ServiceFault) -> Wire.Output
    ) {
        self.action = action
        self.answer = answer
    }

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.bucket(action, try call.bucket(input.bucket, expectedOwner: input.expectedBucketOwner), in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        .finished(try answer(try call.bucket(input.bucket)))
    }
}

extension S3.GetBucketAccelerateConfiguration.Input: BucketInput {}
extension S3.GetBucketAcl.Input: BucketInput {}
extension S3.GetBucketCors.Input: BucketInput {}
extension S3.GetBucketEncryption.Input: BucketInput {}
extension S3.GetBucketLifecycleConfiguration.Input: BucketInput {}
extension S3.GetBucketLogging.Input: BucketInput {}
extension S3.GetBucketNotificationConfiguration.Input: BucketInput {}
extension S3.GetBucketOwnershipControls.Input: BucketInput {}
extension S3.GetBucketReplication.Input: BucketInput {}
extension S3.GetBucketRequestPayment.Input: BucketInput {}
extension S3.GetBucketWebsite.Input: BucketInput {}
extension S3.GetObjectLockConfiguration.Input: BucketInput {}

/// The parts of a bucket's configuration that cannot be changed here.
enum FixedConfigurations {
    static let operations: [any AnyServiceOperation] = [
        Served(
            FixedConfiguration(S3.GetBucketAccelerateConfiguration.self, "s3:GetAccelerateConfiguration") { _ in .init()
            }
        ),
        Served(FixedConfiguration(S3.GetBucketAcl.self, "s3:GetBucketAcl") { .init($0) }),
        Served(FixedConfiguration(S3.GetBucketEncryption.self, "s3:GetEncryptionConfiguration") { _ in encryption }),
        Served(FixedConfiguration(S3.GetBucketLogging.self, "s3:GetBucketLogging") { _ in .init() }),
        Served(
            FixedConfiguration(S3.GetBucketNotificationConfiguration.self, "s3:GetBucketNotification") { _ in .init() }
        ),
        Served(
            FixedConfiguration(S3.GetBucketOwnershipControls.self, "s3:GetBucketOwnershipControls") { _ in ownership }
        ),
        Served(
            FixedConfiguration(S3.GetBucketRequestPayment.self, "s3:GetBucketRequestPayment") { _ in
                .init(payer: .bucketOwner)
            }
        ),
        Served(
            FixedConfiguration(S3.GetBucketCors.self, "s3:GetBucketCORS") { (bucket) throws(ServiceFault) in
                throw none("NoSuchCORSConfiguration", "The CORS configuration does not exist", bucket)
            }
        ),
        Served(
            FixedConfiguration(S3.GetBucketLifecycleConfiguration.self, "s3:GetLifecycleConfiguration") {
                (bucket) throws(ServiceFault) in
                throw none("NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist", bucket)
            }
        ),
        Served(
            FixedConfiguration(S3.GetBucketReplication.self, "s3:GetReplicationConfiguration") {
                (bucket) throws(ServiceFault) in
                throw none(
                    "ReplicationConfigurationNotFoundError",
                    "The replication configuration was not found",
                    bucket
                )
            }
        ),
        Served(
            FixedConfiguration(S3.GetBucketWebsite.self, "s3:GetBucketWebsite") { (bucket) throws(ServiceFault) in
                throw none(
                    "NoSuchWebsiteConfiguration",
                    "The specified bucket does not have a website configuration",
                    bucket
                )
            }
        ),
        Served(
            FixedConfiguration(S3.GetObjectLockConfiguration.self, "s3:GetBucketObjectLockConfiguration") {
                (bucket) throws(ServiceFault) in
                throw none(
                    "ObjectLockConfigurationNotFoundError",
                    "Object Lock configuration does not exist for this bucket",
                    bucket
                )
            }
        ),
    ]

    private static var encryption: S3.GetBucketEncryption.Output {
        let rule = S3.ServerSideEncryptionRule(
            applyServerSideEncryptionByDefault: S3.ServerSideEncryptionByDefault(sseAlgorithm: .aes256),
            bucketKeyEnabled: false
        )
        return .init(serverSideEncryptionConfiguration: S3.ServerSideEncryptionConfiguration(rules: [rule]))
    }

    private static var ownership: S3.GetBucketOwnershipControls.Output {
        let rule = S3.OwnershipControlsRule(objectOwnership: .bucketOwnerEnforced)
        return .init(ownershipControls: S3.OwnershipControls(rules: [rule]))
    }

    private static func none(_ code: String, _ message: String, _ bucket: Bucket) -> ServiceFault {
        S3Faults.fault(code, message, 404, [.init("BucketName", bucket.name)])
    }
}
