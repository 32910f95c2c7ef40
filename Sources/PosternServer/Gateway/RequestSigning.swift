import AWSWire
import SigV4
import StateStore

/// How a request was signed, for the condition keys of S3: as it was proven, not as the request looks.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/bucket-policy-s3-sigv4-conditions.html>
struct RequestSigning: Sendable {
    /// `s3:authType`: `REST-HEADER` or `REST-QUERY-STRING`; nil for an unsigned request.
    private(set) var authType: String?
    /// `s3:signatureversion`: `AWS4-HMAC-SHA256`, or `AWS` for version 2.
    private(set) var version: String?
    /// `s3:signatureAge` of a presigned request, in milliseconds; in version 2 always 0.
    private(set) var ageMilliseconds: Int64?
    /// `s3:x-amz-content-sha256`.
    private(set) var contentSHA256: String?

    init() {}

    init(_ authentication: Authentication, of request: WireRequest, at arrival: Moment) {
        contentSHA256 = request.headers.first(named: "x-amz-content-sha256")
        switch authentication {
        case .anonymous: break
        case .verifiedVersion2:
            authType = "REST-QUERY-STRING"
            version = "AWS"
            ageMilliseconds = 0
        case .verified(_, let proof, _):
            version = proof.algorithm.rawValue
            switch proof.form {
            case .header: authType = "REST-HEADER"
            case .presigned:
                authType = "REST-QUERY-STRING"
                let signedAt = proof.signedAt.secondsSince1970 * 1000
                ageMilliseconds = max(0, arrival.microseconds / 1000 - signedAt)
            }
        }
    }
}
