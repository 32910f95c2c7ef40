/// Bounds on what is read before anything is proven. A server's HTTP layer bounds the head too; these hold in any case.
public enum VerificationLimits {
    /// Header fields in a request.
    public static let headerFields = 256
    /// Bytes in method, target, header names and values together.
    public static let headBytes = 65_536
    /// Bytes of data in one chunk of an `aws-chunked` body.
    public static let chunkBytes = 16 * 1024 * 1024
    /// Bytes in the header of a chunk or in a line of the trailer.
    public static let chunkLineBytes = 4096
    /// Bytes that every chunk but the last must have at least, as S3 demands.
    public static let minimumChunkBytes = 8192
}
