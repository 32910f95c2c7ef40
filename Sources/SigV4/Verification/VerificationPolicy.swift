/// What the operation a request was routed to demands of its signature.
///
/// Make one per operation at start-up and reuse it.
public struct VerificationPolicy: Sendable {
    /// The signing name that the credential scope must carry, such as `lambda`; `iam-toolbox` signs as `iam`.
    public var service: String
    /// The region of the endpoint, such as `us-east-1`.
    public var region: String
    /// How far the request's date may lie from the server's clock, in seconds: 900 for STS, IAM and S3, 300 for Lambda
    /// and the JSON services.
    public var clockSkewSeconds: Int
    public var pathForm: CanonicalPathForm
    public var payload: PayloadRules
    /// `nil` where signatures in the query are refused.
    public var presigned: PresignedRules?
    /// Whether SigV4A is taken beside SigV4.
    public var allowsAsymmetric: Bool
    /// Headers the operation reads that must be signed whenever they are sent, lower case. `x-amz-*` need not be listed:
    /// they must always be signed.
    public var mustBeSigned: [String]

    public init(
        service: String,
        region: String,
        clockSkewSeconds: Int = 900,
        pathForm: CanonicalPathForm = .normalizedAndEncodedTwice,
        payload: PayloadRules = [],
        presigned: PresignedRules? = PresignedRules(),
        allowsAsymmetric: Bool = true,
        mustBeSigned: [String] = []
    ) {
        self.service = service
        self.region = region
        self.clockSkewSeconds = clockSkewSeconds
        self.pathForm = pathForm
        self.payload = payload
        self.presigned = presigned
        self.allowsAsymmetric = allowsAsymmetric
        self.mustBeSigned = mustBeSigned
    }
}
