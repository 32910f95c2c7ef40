/// What is wrong with a request target.
public enum RequestTargetFault: Hashable, Sendable {
    /// Neither origin form nor absolute form.
    case notAPath
    /// `..` climbs above the root.
    case aboveRoot
    /// A `%` in the path is not followed by two hexadecimal digits.
    case malformedEscape
    /// The authority of an absolute-form target differs from the `Host` header.
    case hostDiffers
    /// The method is not an HTTP token.
    case malformedMethod
}

/// What is wrong with a `%` escape.
public enum PercentEscapeFault: Hashable, Sendable {
    /// The text ends within the escape.
    case incomplete
    /// The two characters after `%`.
    case illegal(String)
}

/// A bound on the request head; see ``VerificationLimits``.
public enum HeadLimit: Hashable, Sendable {
    case fields(limit: Int)
    case bytes(limit: Int)
}

/// What an `Authorization` header must bring with it. Order and names as in AWS's message.
public enum AuthorizationPart: Hashable, Sendable, CaseIterable {
    case credential
    case signature
    case signedHeaders
    case date
}

/// What `X-Amz-Expires` is not.
public enum ExpiresFault: Hashable, Sendable {
    case notANumber
    case negative
    /// The greatest number of seconds allowed.
    case tooLong(maximumSeconds: Int)
}

/// The request's date against the server's clock.
public struct ClockComparison: Hashable, Sendable {
    public let signedAt: SigningTime
    public let now: SigningTime
    public let skewSeconds: Int
}

/// A presigned request and the time it was good for.
public struct PresignedLifetime: Hashable, Sendable {
    public let signedAt: SigningTime
    public let expiresInSeconds: Int
    public let now: SigningTime

    /// The last second at which the request was good.
    public var expiresAt: SigningTime { signedAt.advanced(bySeconds: expiresInSeconds) }
}

/// The parts of a credential scope that differ from the endpoint's; `nil` where a part is right.
public struct ScopeMismatch: Hashable, Sendable {
    /// The scope as the request gave it.
    public let scope: CredentialScope
    public let terminator: String
    public let expectedService: String
    public let expectedRegion: String
    public let signedAt: SigningTime

    public var isRegionWrong: Bool { scope.region.map { $0 != expectedRegion } ?? false }
    public var isServiceWrong: Bool { scope.service != expectedService }
    public var isTerminatorWrong: Bool { terminator != "aws4_request" }
    public var isDateWrong: Bool { scope.date != signedAt.dateStamp }
    var isRight: Bool { !isRegionWrong && !isServiceWrong && !isTerminatorWrong && !isDateWrong }
}

/// The texts the server signed when its signature differed. AWS shows them to the caller; the expected signature never.
public struct SignatureMismatch: Hashable, Sendable {
    public let accessKeyID: String
    public let canonicalRequest: String
    public let stringToSign: String
    public let signatureProvided: String
}

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
