/// How a signature covers the body.
public enum PayloadCoverage: Hashable, Sendable {
    /// The SHA-256 of the whole body is signed.
    case hashed
    /// `UNSIGNED-PAYLOAD`: the body is not covered.
    case unsigned
    /// An `aws-chunked` body; see ``ChunkedBodyDecoder``.
    case streaming(StreamingBody)

    /// The payload line of ``unsigned``.
    static let unsignedName: StaticString = "UNSIGNED-PAYLOAD"
}
