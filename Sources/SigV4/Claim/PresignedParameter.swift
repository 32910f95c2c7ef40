/// The query parameters that carry a signature. Names are case-sensitive.
/// https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
public enum PresignedParameter: String, CaseIterable, Sendable {
    case algorithm = "X-Amz-Algorithm"
    case credential = "X-Amz-Credential"
    case signature = "X-Amz-Signature"
    case signedHeaders = "X-Amz-SignedHeaders"
    case date = "X-Amz-Date"
    case expires = "X-Amz-Expires"
    case securityToken = "X-Amz-Security-Token"
    case regionSet = "X-Amz-Region-Set"
    case contentSHA256 = "X-Amz-Content-Sha256"

    /// The six without which a presigned request is incomplete.
    static let required: [PresignedParameter] = [.algorithm, .credential, .signature, .signedHeaders, .date, .expires]
}

extension PresignedParameter {
    var message: String { "AWS query-string parameters must include '\(rawValue)'." }
}
