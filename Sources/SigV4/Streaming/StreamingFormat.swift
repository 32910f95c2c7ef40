/// The kinds of `aws-chunked` body, by the value of `x-amz-content-sha256` that announces them.
/// https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html
public enum StreamingFormat: String, CaseIterable, Sendable {
    case signed = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD"
    case signedWithTrailer = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER"
    case asymmetric = "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD"
    case asymmetricWithTrailer = "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER"
    case unsignedWithTrailer = "STREAMING-UNSIGNED-PAYLOAD-TRAILER"
}

extension StreamingFormat {
    /// The algorithm that signs each chunk, the same as the request's; `nil` where chunks are not signed.
    public var chunkAlgorithm: SignatureAlgorithm? {
        switch self {
        case .signed, .signedWithTrailer: .hmacSHA256
        case .asymmetric, .asymmetricWithTrailer: .ecdsaP256SHA256
        case .unsignedWithTrailer: nil
        }
    }

    /// Whether trailer lines follow the last chunk.
    public var hasTrailer: Bool {
        switch self {
        case .signed, .asymmetric: false
        case .signedWithTrailer, .asymmetricWithTrailer, .unsignedWithTrailer: true
        }
    }
}
