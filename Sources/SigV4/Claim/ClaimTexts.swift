/// The texts a claim is proven with, in one allocation.
struct ClaimTexts: Sendable {
    private let bytes: [UInt8]
    private let canonicalRequestEnd: Int
    private let stringToSignEnd: Int
    private let credentialEnd: Int
    private let signatureEnd: Int

    /// Takes over an arena that holds the texts one after the other.
    ///
    /// - Parameters:
    ///   - canonicalRequestEnd: where the canonical request without its last line ends.
    ///   - stringToSignEnd: where the string to sign without its last line ends.
    ///   - credentialEnd: where `Credential` ends.
    ///   - signatureEnd: where the signature ends, and the claimed hash of the body begins, if there is one.
    init(
        copying arena: borrowing ByteArena,
        canonicalRequestEnd: Int,
        stringToSignEnd: Int,
        credentialEnd: Int,
        signatureEnd: Int
    ) {
        bytes = [UInt8](arena.all)
        self.canonicalRequestEnd = canonicalRequestEnd
        self.stringToSignEnd = stringToSignEnd
        self.credentialEnd = credentialEnd
        self.signatureEnd = signatureEnd
    }

    /// Calls `body` with the texts; they must not outlive the call.
    func withPieces<Result, Failure: Error>(
        _ body: (Pieces) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try bytes.span.bytes.withUnsafeBytes { (buffer) throws(Failure) -> Result in
            func piece(_ start: Int, _ end: Int) -> UnsafeRawBufferPointer {
                UnsafeRawBufferPointer(rebasing: buffer[start..<end])
            }
            return try body(
                Pieces(
                    canonicalRequestHead: piece(0, canonicalRequestEnd),
                    stringToSignHead: piece(canonicalRequestEnd, stringToSignEnd),
                    credential: piece(stringToSignEnd, credentialEnd),
                    signature: piece(credentialEnd, signatureEnd),
                    claimedHash: signatureEnd < buffer.count ? piece(signatureEnd, buffer.count) : nil
                )
            )
        }
    }

    /// The scope that `Credential` names.
    var scope: CredentialScope {
        withPieces { pieces in
            var parts: [String] = []
            var start = 0
            while let slash = pieces.credential.offset(of: ASCII.slash, from: start) {
                parts.append(UnsafeRawBufferPointer(rebasing: pieces.credential[start..<slash]).text)
                start = slash + 1
            }
            // Access key id, date, region unless SigV4A, service; then the terminator.
            let region = parts.count == 4 ? parts[2] : nil
            return CredentialScope(date: parts[1], region: region, service: parts[parts.count - 1])
        }
    }

    /// The texts, in place.
    struct Pieces {
        /// All lines but the last, with their ends.
        let canonicalRequestHead: UnsafeRawBufferPointer
        /// All lines but the last, with their ends.
        let stringToSignHead: UnsafeRawBufferPointer
        /// Access key id and scope.
        let credential: UnsafeRawBufferPointer
        /// As it was sent.
        let signature: UnsafeRawBufferPointer
        /// The 64 digits of `x-amz-content-sha256`.
        let claimedHash: UnsafeRawBufferPointer?
    }
}
