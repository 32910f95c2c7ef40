import AWSWire

/// How a request was signed, for the condition keys of S3.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/bucket-policy-s3-sigv4-conditions.html>
struct RequestSigning: Sendable {
    /// `s3:authType`: `REST-HEADER` or `REST-QUERY-STRING`; nil for an unsigned request.
    private(set) var authType: String?
    /// `s3:signatureversion`: `AWS4-HMAC-SHA256`, or `AWS` for version 2.
    private(set) var version: String?
    /// `s3:x-amz-content-sha256`.
    private(set) var contentSHA256: String?

    init() {}

    init(_ request: WireRequest) {
        contentSHA256 = request.headers.first(named: "x-amz-content-sha256")
        if let authorization = request.headers.first(named: "authorization") {
            authType = "REST-HEADER"
            version = String(authorization.prefix { $0 != " " })
        } else if request.rawQuery.contains("X-Amz-Algorithm=") {
            authType = "REST-QUERY-STRING"
            version = "AWS4-HMAC-SHA256"
        } else if request.rawQuery.contains("AWSAccessKeyId=") {
            authType = "REST-QUERY-STRING"
            version = "AWS"
        }
    }
}
