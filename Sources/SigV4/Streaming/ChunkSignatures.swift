/// The chain of signatures of a streamed body: each covers the one before it, the first that of the request.
/// https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html
struct ChunkSignatures {
    private let key: VerifyingKey
    private let algorithm: SignatureAlgorithm
    /// Time and scope, each line with its end.
    private let timeAndScope: String
    /// In hexadecimal, without padding.
    private var previous: String

    init(_ signature: VerifiedSignature) {
        key = signature.key
        algorithm = signature.algorithm
        (timeAndScope, previous) = signature.chunkSigningContext
    }

    /// For a signer: begins a chain after the signature of a request.
    init(key: VerifyingKey, algorithm: SignatureAlgorithm, timeAndScope: String, seed: String) {
        self.key = key
        self.algorithm = algorithm
        self.timeAndScope = timeAndScope
        self.previous = seed
    }

    /// Checks the next chunk.
    mutating func check(_ signature: [UInt8], ofChunk digest: Digest) throws(SignatureError) {
        try check(signature, of: chunkHead, digest)
    }

    /// Checks the trailer behind the last chunk.
    mutating func check(_ signature: [UInt8], ofTrailer lines: [TrailerLine]) throws(SignatureError) {
        try check(signature, of: trailerHead, Self.digest(of: lines))
    }

    /// Signs the next chunk.
    mutating func sign(chunk digest: Digest) -> String {
        sign(chunkHead, digest)
    }

    /// Signs the trailer behind the last chunk.
    mutating func sign(trailer lines: [TrailerLine]) -> String {
        sign(trailerHead, Self.digest(of: lines))
    }

    /// All lines of a chunk's string to sign but the last.
    private var chunkHead: String {
        "\(algorithm.rawValue)-PAYLOAD\n\(timeAndScope)\(previous)\n\(Digest.ofNothing.hex)\n"
    }

    /// All lines of the trailer's string to sign but the last.
    private var trailerHead: String {
        "\(algorithm.rawValue)-TRAILER\n\(timeAndScope)\(previous)\n"
    }

    private static func digest(of lines: [TrailerLine]) -> Digest {
        Digest(hashing: lines.map(\.canonical).joined().utf8.span.bytes)
    }

    private mutating func check(_ signature: [UInt8], of head: String, _ digest: Digest) throws(SignatureError) {
        let text = unpadded(signature)
        let isValid = text.withUnsafeBytes { text in
            head.withBytes { key.isValid(text, ofStringToSign: $0, digest) }
        }
        guard isValid else { throw .chunkSignatureMismatch }
        previous = String(decoding: text, as: UTF8.self)
    }

    private mutating func sign(_ head: String, _ digest: Digest) -> String {
        previous = key.signature(ofStringToSign: head, digest)
        return previous
    }

    /// A SigV4A signature in a chunk header is filled up with `*` to a fixed length; the filling is not part of it.
    private func unpadded(_ signature: [UInt8]) -> ArraySlice<UInt8> {
        guard algorithm == .ecdsaP256SHA256 else { return signature[...] }
        let end = signature.lastIndex { $0 != ASCII.asterisk }.map { $0 + 1 } ?? 0
        return signature[..<end]
    }
}
