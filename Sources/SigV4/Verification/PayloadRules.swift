/// Which ways of covering the body a service accepts besides hashing it whole.
public struct PayloadRules: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// `x-amz-content-sha256: UNSIGNED-PAYLOAD`; S3, and operations with the `unsignedPayload` trait.
    public static let unsigned = PayloadRules(rawValue: 1 << 0)
    /// `STREAMING-AWS4-…-PAYLOAD` with or without `-TRAILER`: every chunk signed; S3 `PutObject` and `UploadPart`.
    public static let signedChunks = PayloadRules(rawValue: 1 << 1)
    /// `STREAMING-UNSIGNED-PAYLOAD-TRAILER`: chunks unsigned, a checksum in the trailer; the same two operations.
    public static let unsignedChunks = PayloadRules(rawValue: 1 << 2)
    /// A presigned request without `x-amz-content-sha256` means `UNSIGNED-PAYLOAD`; S3 only. Others hash the body.
    public static let presignedIsUnsigned = PayloadRules(rawValue: 1 << 3)
}
