/// Where and when a signing key is valid: the last parts of `Credential`, after the access key id.
///
/// SigV4A leaves the region out and names regions in `X-Amz-Region-Set` instead.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-signing-elements.html
public struct CredentialScope: Hashable, Sendable {
    /// Eight digits, `YYYYMMDD`, UTC.
    public let date: String
    /// `nil` in SigV4A.
    public let region: String?
    /// The service's signing name, such as `lambda`.
    public let service: String

    public init(date: String, region: String?, service: String) {
        self.date = date
        self.region = region
        self.service = service
    }
}
