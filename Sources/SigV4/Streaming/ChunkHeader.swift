/// The line before the data of a chunk: `size;chunk-signature=…`, the size in hexadecimal.
struct ChunkHeader {
    /// Bytes of data that follow.
    let size: Int
    /// In hexadecimal; `nil` where chunks are not signed.
    let signature: [UInt8]?

    private static let extensionName = Array(";chunk-signature=".utf8)
    /// More hold no number within the limit.
    private static let maximumSizeDigits = 16

    init(_ line: [UInt8], of format: StreamingFormat) throws(SignatureError) {
        let mark = line.firstIndex(of: ASCII.semicolon) ?? line.endIndex
        size = try Self.size(line[..<mark])
        let rest = line[mark...]
        switch (format.chunkAlgorithm, rest.isEmpty) {
        case (nil, true): signature = nil
        case (nil, false): throw .malformedChunk(.unexpectedSignature)
        case (_?, _):
            guard rest.starts(with: Self.extensionName) else { throw .malformedChunk(.missingSignature) }
            signature = Array(rest.dropFirst(Self.extensionName.count))
        }
    }

    private static func size(_ digits: ArraySlice<UInt8>) throws(SignatureError) -> Int {
        guard !digits.isEmpty, digits.count <= maximumSizeDigits else { throw .malformedChunk(.malformedSize) }
        var size: UInt64 = 0
        for digit in digits {
            guard let value = ASCII.hexValue(digit) else { throw .malformedChunk(.malformedSize) }
            size = size << 4 | UInt64(value)
        }
        guard size <= UInt64(VerificationLimits.chunkBytes) else {
            throw .malformedChunk(.tooLarge(limitBytes: VerificationLimits.chunkBytes))
        }
        return Int(size)
    }
}
