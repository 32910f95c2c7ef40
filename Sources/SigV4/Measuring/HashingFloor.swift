/// The hashes that verifying one SigV4 request cannot do without: what a benchmark compares ``RequestVerifier`` with.
///
/// SHA-256 of the body and of the canonical request, and the HMAC of the string to sign with a key whose pads are hashed
/// already.
public struct HashingFloor {
    private let body: [UInt8]
    private let canonicalRequest: [UInt8]
    private let stringToSign: [UInt8]
    private let key = SigningKey(from: SecretAccessKey(""), date: "", region: "", service: "")

    /// - Parameters: lengths of the three texts, in bytes.
    public init(bodyBytes: Int, canonicalRequestBytes: Int, stringToSignBytes: Int) {
        body = Array(repeating: 0x61, count: bodyBytes)
        canonicalRequest = Array(repeating: 0x62, count: canonicalRequestBytes)
        stringToSign = Array(repeating: 0x63, count: stringToSignBytes)
    }

    /// Hashes once and gives the code, so that the work is not optimised away.
    public func run() -> Digest {
        _ = Digest(hashing: body.span.bytes)
        _ = Digest(hashing: canonicalRequest.span.bytes)
        return stringToSign.withUnsafeBytes { key.signature(of: $0, UnsafeRawBufferPointer(start: nil, count: 0)) }
    }
}
