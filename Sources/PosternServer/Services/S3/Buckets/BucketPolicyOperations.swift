import AWSWire
import IAMPolicy
import StateStore

/// `GetBucketPolicy`: the text as it was put.
struct GetBucketPolicy: ServiceOperation {
    typealias Wire = S3.GetBucketPolicy
    static let access = OperationAccess(allowsAnonymous: true)

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.bucket(Self.action, try call.bucket(input.bucket, expectedOwner: input.expectedBucketOwner), in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        .finished(Wire.Output(policy: try call.bucketPolicy(input.bucket).document.text))
    }
}

/// `GetBucketPolicyStatus`: whether the policy is public.
struct GetBucketPolicyStatus: ServiceOperation {
    typealias Wire = S3.GetBucketPolicyStatus
    static let access = OperationAccess(allowsAnonymous: true)

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.bucket(Self.action, try call.bucket(input.bucket, expectedOwner: input.expectedBucketOwner), in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let isPublic = PublicPolicy.isPublic(try call.bucketPolicy(input.bucket).document.text)
        return .finished(Wire.Output(policyStatus: S3.PolicyStatus(isPublic: isPublic)))
    }
}

/// `PutBucketPolicy`.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html>
struct PutBucketPolicy: ServiceOperation {
    typealias Wire = S3.PutBucketPolicy
    static let access = OperationAccess(allowsAnonymous: true)

    let s3: S3Dependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.bucket(Self.action, try call.bucket(input.bucket, expectedOwner: input.expectedBucketOwner), in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        let document = try BucketPolicyDocument.checked(input.policy, for: input.bucket)
        return s3.change(input.bucket) { bucket, snapshot throws(ServiceFault) in
            if bucket.publicAccessBlock?.blockPublicPolicy == true, PublicPolicy.isPublic(document) {
                throw S3Faults.fault(
                    "AccessDenied",
                    "User: \(call.caller.arn) is not authorized to perform: s3:PutBucketPolicy on resource: "
                        + "\"\(bucket.arn)\" because public policies are prevented by the BlockPublicPolicy setting in S3 "
                        + "Block Public Access.",
                    403
                )
            }
            bucket.policy = try BucketPolicyDocument.pinned(input.policy, document, in: snapshot.identity)
        }
    }
}

/// `DeleteBucketPolicy`.
struct DeleteBucketPolicy: ServiceOperation {
    typealias Wire = S3.DeleteBucketPolicy
    static let access = OperationAccess(allowsAnonymous: true)

    let s3: S3Dependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.bucket(Self.action, try call.bucket(input.bucket, expectedOwner: input.expectedBucketOwner), in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        s3.change(input.bucket) { bucket, _ in bucket.policy = nil }
    }
}

/// What S3 checks of a policy when it is put.
enum BucketPolicyDocument {
    /// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html>
    private static let maximumBytes = 20 * 1024

    /// - Throws: `MalformedPolicy` with what is wrong and where.
    static func checked(_ text: String, for bucket: String) throws(ServiceFault) -> PolicyDocument {
        guard text.utf8.count <= maximumBytes else {
            throw S3Faults.fault("PolicyTooLarge", "Bucket policies are limited to \(maximumBytes) bytes", 400)
        }
        let document: PolicyDocument
        do {
            document = try PolicyDocument(parsing: Array(text.utf8), kind: .resource)
        } catch {
            throw malformed("\(error)")
        }
        for statement in document.statements {
            guard statement.action.patterns.allSatisfy({ $0.value == "*" || $0.value.lowercased().hasPrefix("s3:") })
            else {
                throw malformed("Policy has invalid action")
            }
            guard (statement.resource?.patterns ?? []).allSatisfy({ isWithin($0.value, bucket) }) else {
                throw malformed("Policy has invalid resource")
            }
        }
        return document
    }

    /// The document with the unique ids of the users and roles it names.
    ///
    /// - Throws: `MalformedPolicy` when it names one of this server that does not exist.
    static func pinned(
        _ text: String,
        _ document: PolicyDocument,
        in identity: IdentityState
    ) throws(ServiceFault) -> PinnedPolicy {
        do throws(ServiceFault) {
            return try TrustPolicy.pinned(text, document, in: identity)
        } catch {
            throw malformed("Invalid principal in policy")
        }
    }

    /// The bucket itself or something in it.
    private static func isWithin(_ resource: String, _ bucket: String) -> Bool {
        let arn = "arn:aws:s3:::\(bucket)"
        return resource == arn || resource.hasPrefix("\(arn)/") || resource == "\(arn)*"
    }

    private static func malformed(_ reason: String) -> ServiceFault {
        S3Faults.fault("MalformedPolicy", reason, 400)
    }
}

extension AuthorizedCall {
    /// - Throws: `NoSuchBucketPolicy`.
    fileprivate func bucketPolicy(_ name: String) throws(ServiceFault) -> PinnedPolicy {
        guard let policy = try bucket(name).policy else {
            throw S3Faults.fault(
                "NoSuchBucketPolicy",
                "The bucket policy does not exist",
                404,
                [.init("BucketName", name)]
            )
        }
        return policy
    }
}
