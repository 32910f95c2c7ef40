/// An `aws-chunked` body as the head of its request announces it.
public struct StreamingBody: Hashable, Sendable {
    public let format: StreamingFormat
    /// `x-amz-decoded-content-length`: bytes of data in all chunks together.
    public let decodedLength: Int
    /// `x-amz-trailer`: names of the trailer lines, lower case, sorted.
    public let trailerNames: [String]

    init(
        _ format: StreamingFormat,
        in head: borrowing HeadBytes
    ) throws(SignatureError) {
        self.format = format
        guard let length = try head.single(.decodedContentLength) else {
            throw .malformedChunk(.missingDecodedLength)
        }
        let digits = head.bytes[length]
        guard digits.allSatisfy({ ASCII.decimalValue($0) != nil }), let decodedLength = Int(digits.text) else {
            throw .malformedChunk(.malformedSize)
        }
        self.decodedLength = decodedLength
        let names = try head.single(.trailer).map { head.text($0) } ?? ""
        trailerNames = names.utf8.split(separator: ASCII.comma)
            .map { TrailerLine.lowercased($0.trimmed) }
            .sorted()
        guard trailerNames.isEmpty != format.hasTrailer else { throw .malformedChunk(.malformedTrailer) }
    }
}
