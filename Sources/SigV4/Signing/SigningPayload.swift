/// What a signer puts in the payload line of the canonical request.
public enum SigningPayload: Sendable {
    /// The hash of the body; `x-amz-content-sha256` is not sent.
    case hashed(Digest)
    /// The hash of the body, sent as `x-amz-content-sha256` too.
    case hashedAndSent(Digest)
    /// `UNSIGNED-PAYLOAD`, sent as `x-amz-content-sha256`.
    case unsigned
    /// An `aws-chunked` body, announced in `x-amz-content-sha256`.
    case streaming(StreamingFormat)
}

extension SigningPayload {
    /// The last line of the canonical request.
    var line: String {
        switch self {
        case .hashed(let digest), .hashedAndSent(let digest): digest.hex
        case .unsigned: "\(PayloadCoverage.unsignedName)"
        case .streaming(let format): format.rawValue
        }
    }

    /// Whether the line is sent as `x-amz-content-sha256` too.
    var isSent: Bool {
        switch self {
        case .hashed: false
        case .hashedAndSent, .unsigned, .streaming: true
        }
    }
}
