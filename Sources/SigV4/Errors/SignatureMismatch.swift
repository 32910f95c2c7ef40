/// The texts the server signed when its signature differed. AWS shows them to the caller; the expected signature never.
public struct SignatureMismatch: Hashable, Sendable {
    public let accessKeyID: String
    public let canonicalRequest: String
    public let stringToSign: String
    public let signatureProvided: String
}
