/// Takes an `aws-chunked` body apart as it arrives, and checks each chunk before its data goes on.
///
/// Signed data is held until its chunk is complete and proven, at most ``VerificationLimits/chunkBytes``. After an error
/// the decoder takes nothing more.
public struct ChunkedBodyDecoder {
    private enum State {
        /// Within the line before a chunk.
        case header
        /// Within data of which so many bytes are to come.
        case data(remaining: Int, signature: [UInt8]?)
        /// Before the line break that ends data.
        case dataEnd
        /// After the chunk of size zero: lines up to an empty one.
        case trailer
        case ended
        case failed
    }

    private let body: StreamingBody
    private var signatures: ChunkSignatures
    private var state = State.header
    private var line = ChunkLine()
    private var chunk: [UInt8] = []
    private var hasher = SHA256Hasher()
    private var trailer: ChunkTrailer
    private var receivedBytes = 0
    private var isShortChunkBehind = false

    /// `nil` if the signature covers no streamed body.
    public init?(_ signature: VerifiedSignature) {
        guard case .streaming(let body) = signature.payload else { return nil }
        self.body = body
        signatures = ChunkSignatures(signature)
        trailer = ChunkTrailer(of: body)
    }

    /// Takes the next bytes of the body and appends the data that is proven to `output`.
    public mutating func decode(_ bytes: RawSpan, into output: inout [UInt8]) throws(SignatureError) {
        do {
            try bytes.withUnsafeBytes { (bytes) throws(SignatureError) in
                var rest = bytes
                while !rest.isEmpty { try step(&rest, into: &output) }
            }
        } catch {
            state = .failed
            throw error
        }
    }

    /// Ends the body and gives the trailer: names in lower case, in the order they came.
    public func finish() throws(SignatureError) -> [(name: String, value: String)] {
        guard case .ended = state else { throw .malformedChunk(.incomplete) }
        guard receivedBytes == body.decodedLength else { throw lengthMismatch }
        return trailer.lines.map { ($0.name, $0.value) }
    }

    private var lengthMismatch: SignatureError {
        .decodedLengthMismatch(declared: body.decodedLength, received: receivedBytes)
    }

    /// Takes what belongs to the present state from the front of `rest`.
    private mutating func step(
        _ rest: inout UnsafeRawBufferPointer,
        into output: inout [UInt8]
    ) throws(SignatureError) {
        switch state {
        case .header:
            if let text = try line.take(from: &rest) { try begin(ChunkHeader(text, of: body.format)) }
        case .data(let remaining, let signature):
            try takeData(remaining, signature, from: &rest, into: &output)
        case .dataEnd:
            guard let text = try line.take(from: &rest) else { return }
            guard text.isEmpty else { throw .malformedChunk(.missingLineBreak) }
            state = .header
        case .trailer:
            guard let text = try line.take(from: &rest) else { return }
            if try trailer.take(text, checkedBy: &signatures) { state = .ended }
        case .ended: throw .malformedChunk(.trailingBytes)
        case .failed: throw .malformedChunk(.incomplete)
        }
    }

    private mutating func begin(_ header: ChunkHeader) throws(SignatureError) {
        guard header.size > 0 else {
            if let signature = header.signature { try signatures.check(signature, ofChunk: .ofNothing) }
            state = .trailer
            return
        }
        guard !isShortChunkBehind else {
            throw .malformedChunk(.tooSmall(minimumBytes: VerificationLimits.minimumChunkBytes))
        }
        isShortChunkBehind = header.size < VerificationLimits.minimumChunkBytes
        receivedBytes += header.size
        guard receivedBytes <= body.decodedLength else { throw lengthMismatch }
        hasher = SHA256Hasher()
        state = .data(remaining: header.size, signature: header.signature)
    }

    private mutating func takeData(
        _ remaining: Int,
        _ signature: [UInt8]?,
        from rest: inout UnsafeRawBufferPointer,
        into output: inout [UInt8]
    ) throws(SignatureError) {
        let piece = rest[..<min(remaining, rest.count)]
        rest = UnsafeRawBufferPointer(rebasing: rest[piece.count...])
        state = remaining > piece.count ? .data(remaining: remaining - piece.count, signature: signature) : .dataEnd
        guard let signature else {
            output.append(contentsOf: piece)
            return
        }
        hasher.update(piece)
        chunk.append(contentsOf: piece)
        guard case .dataEnd = state else { return }
        try signatures.check(signature, ofChunk: hasher.finish())
        output.append(contentsOf: chunk)
        chunk.removeAll(keepingCapacity: true)
    }
}
