/// The lines behind the last chunk: in the formats with a trailer what `x-amz-trailer` announced and, where chunks are
/// signed, its signature; in the others nothing. An empty line ends them.
struct ChunkTrailer {
    private let body: StreamingBody
    private(set) var lines: [TrailerLine] = []
    private var signature: [UInt8]?

    private static let signatureName = "x-amz-trailer-signature"

    init(of body: StreamingBody) {
        self.body = body
    }

    /// Takes the next line; true if it was the last and all is right.
    mutating func take(
        _ line: [UInt8],
        checkedBy signatures: inout ChunkSignatures
    ) throws(SignatureError) -> Bool {
        guard !line.isEmpty else {
            try check(with: &signatures)
            return true
        }
        guard body.format.hasTrailer, signature == nil, let parsed = TrailerLine(line) else {
            throw .malformedChunk(.malformedTrailer)
        }
        if parsed.name == Self.signatureName {
            signature = Array(parsed.value.utf8)
        } else {
            guard lines.count < body.trailerNames.count, body.trailerNames.contains(parsed.name) else {
                throw .malformedChunk(.unannouncedTrailer(parsed.name))
            }
            lines.append(parsed)
        }
        return false
    }

    private func check(with signatures: inout ChunkSignatures) throws(SignatureError) {
        guard lines.map(\.name).sorted() == body.trailerNames else { throw .malformedChunk(.malformedTrailer) }
        let isSigned = body.format.hasTrailer && body.format.chunkAlgorithm != nil
        switch (isSigned, signature) {
        case (true, let signature?): try signatures.check(signature, ofTrailer: lines)
        case (true, nil): throw .malformedChunk(.missingSignature)
        case (false, .some): throw .malformedChunk(.unexpectedSignature)
        case (false, nil): return
        }
    }
}
