/// Writes an `aws-chunked` body, each chunk signed if the format says so.
///
/// Send the request with ``RequestSigner/headers(signing:payload:at:)``, a payload of ``SigningPayload/streaming(_:)``,
/// `x-amz-decoded-content-length` and, in formats with a trailer, `x-amz-trailer`.
public struct ChunkedBodyEncoder {
    private let format: StreamingFormat
    private var signatures: ChunkSignatures

    /// A SigV4A signature is filled up to this length, so that the length of the body is known before it is signed.
    private static let asymmetricSignatureLength = 144

    /// - Parameters:
    ///   - signer: the signer of the request.
    ///   - authorization: the `Authorization` header it made, whose signature begins the chain.
    ///   - now: the time the request was signed at.
    public init(_ format: StreamingFormat, signer: RequestSigner, authorization: String, at now: SigningTime) {
        self.format = format
        let scope = signer.credentialText(at: now).dropFirst(signer.credential.accessKeyID.count + 1)
        let seed = authorization.split(separator: "Signature=").last ?? ""
        signatures = ChunkSignatures(
            key: signer.key(at: now),
            algorithm: signer.algorithm,
            timeAndScope: "\(now.basicFormat)\n\(scope)\n",
            seed: String(seed)
        )
    }

    /// A chunk with data; every one but the last must have 8192 bytes or more.
    public mutating func chunk(_ data: [UInt8]) -> [UInt8] {
        header(of: data) + data + Self.lineBreak
    }

    /// The end of the body: the chunk of size zero and the trailer.
    public mutating func end(trailer: [(name: String, value: String)] = []) -> [UInt8] {
        let lines = trailer.compactMap { TrailerLine(Array("\($0.name):\($0.value)".utf8)) }
        var output = header(of: [])
        for line in lines { output += Array("\(line.name):\(line.value)\r\n".utf8) }
        if format.hasTrailer && format.chunkAlgorithm != nil {
            output += Array("x-amz-trailer-signature:\(padded(signatures.sign(trailer: lines)))\r\n".utf8)
        }
        return output + Self.lineBreak
    }

    private static let lineBreak = Array("\r\n".utf8)

    private mutating func header(of data: [UInt8]) -> [UInt8] {
        let size = String(data.count, radix: 16)
        guard format.chunkAlgorithm != nil else { return Array("\(size)\r\n".utf8) }
        let signature = padded(signatures.sign(chunk: Digest(hashing: data.span.bytes)))
        return Array("\(size);chunk-signature=\(signature)\r\n".utf8)
    }

    private func padded(_ signature: String) -> String {
        guard format.chunkAlgorithm == .ecdsaP256SHA256 else { return signature }
        return signature + String(repeating: "*", count: max(0, Self.asymmetricSignatureLength - signature.utf8.count))
    }
}
