/// What is wrong with an `aws-chunked` body.
public enum ChunkFault: Hashable, Sendable {
    /// A chunk header or trailer line is longer than the limit, in bytes.
    case lineTooLong(limitBytes: Int)
    case malformedSize
    /// `x-amz-decoded-content-length` was not sent.
    case missingDecodedLength
    case tooLarge(limitBytes: Int)
    /// A chunk other than the last is smaller than S3 allows, in bytes.
    case tooSmall(minimumBytes: Int)
    case missingSignature
    case unexpectedSignature
    case missingLineBreak
    case malformedTrailer
    /// The trailer has other names than `x-amz-trailer` announced.
    case unannouncedTrailer(String)
    /// The body ended before its last chunk.
    case incomplete
    /// Bytes follow the end of the body.
    case trailingBytes
}
