/// The kinds of `aws-chunked` body, by the value of `x-amz-content-sha256` that announces them.
/// https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html
public enum StreamingFormat: String, CaseIterable, Sendable {
    case signed = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD"
    case signedWithTrailer = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER"
    case asymmetric = "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD"
    case asymmetricWithTrailer = "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER"
    case unsignedWithTrailer = "STREAMING-UNSIGNED-PAYLOAD-TRAILER"
}
