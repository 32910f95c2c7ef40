import AWSWire
import SigV4

/// What all operations of a service have in common in how they are signed.
struct SigningProfile: Sendable, Equatable {
    /// How far the date of a request may lie from the server's clock, in seconds.
    let clockSkewSeconds: Int
    let pathForm: CanonicalPathForm
    /// Ways of covering the body beside its hash that every operation takes.
    let payload: PayloadRules

    /// S3 encodes the path once, takes `UNSIGNED-PAYLOAD` everywhere, and means it by a presigned request that says nothing.
    ///
    /// <https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html>
    static let s3 = SigningProfile(
        clockSkewSeconds: 900,
        pathForm: .encodedOnce,
        payload: [.unsigned, .presignedIsUnsigned]
    )
    /// IAM, STS and the other services of the query protocol allow fifteen minutes.
    static let query = SigningProfile(
        clockSkewSeconds: 900,
        pathForm: .normalizedAndEncodedTwice,
        payload: []
    )
    /// Lambda and the JSON services allow five minutes.
    static let json = SigningProfile(
        clockSkewSeconds: 300,
        pathForm: .normalizedAndEncodedTwice,
        payload: []
    )
}

extension ServiceModel {
    /// Whether the service has S3's own canonical form and error codes.
    var isS3: Bool { signingName == "s3" }

    var signing: SigningProfile {
        if isS3 { return .s3 }
        return protocols.contains(.query) || signingName == "iam" ? .query : .json
    }
}
