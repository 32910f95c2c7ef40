/// Where a request carries its signature.
public enum SignatureForm: Hashable, Sendable {
    /// In the `Authorization` header.
    case header
    /// In the query (`X-Amz-Signature`), valid for the given number of seconds after it was signed.
    case presigned(expiresInSeconds: Int)
}
