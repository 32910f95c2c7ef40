/// Why a request's signature was not accepted.
///
/// Cases stand in the order in which AWS checks. Each carries what AWS's message about it names;
/// ``message`` is that text and ``category`` is what a protocol's error code is chosen by.
public enum SignatureError: Error, Hashable, Sendable {
    // The request itself.
    /// The request target cannot be read as a path, or its path leaves the root.
    case malformedTarget(RequestTargetFault)
    /// A `%` in the query is not followed by two hexadecimal digits.
    case malformedQueryString(PercentEscapeFault)
    /// More header fields than the limit, or more bytes than the limit in target and headers together.
    case headTooLarge(HeadLimit)

    // Which signature.
    /// Both an `Authorization` header and `X-Amz-Algorithm` in the query.
    case conflictingAuthentication
    /// Neither. An operation that takes unsigned callers catches this case and no other.
    case missingAuthenticationToken
    /// A signature in the query where the operation takes none there.
    case presignedRefused
    /// An algorithm that is unknown, or not allowed for the operation.
    case unsupportedAlgorithm(String)
    /// A part of the `Authorization` header has no `=`.
    case malformedAuthorization(parameter: String, header: String)
    case incompleteAuthorization(missing: [AuthorizationPart], header: String)
    case incompleteQuery(missing: [PresignedParameter])
    /// A header that gives the signature its meaning came more than once.
    case repeatedHeader(String)
    case invalidExpires(ExpiresFault)
    case hostNotSigned

    // When.
    case malformedDate(String)
    case expired(ClockComparison)
    case notYetCurrent(ClockComparison)
    case presignedExpired(PresignedLifetime)

    // Where.
    case malformedCredential(String, algorithm: SignatureAlgorithm)
    case wrongScope(ScopeMismatch)
    /// SigV4A: no region set was sent.
    case missingRegionSet
    /// SigV4A: the region set does not contain the endpoint's region.
    case regionNotInSet(region: String, regionSet: String)

    // What it covers.
    /// `SignedHeaders` is not a lower-case, sorted list without repetition.
    case malformedSignedHeaders(String)
    /// `SignedHeaders` names a header that did not arrive.
    case signedHeaderAbsent(String)
    /// Headers that must be signed arrived unsigned; lower-case names in order of arrival.
    case headersNotSigned([String])
    /// `x-amz-content-sha256` is neither 64 hexadecimal digits nor one of the names S3 defines.
    case malformedContentSHA256(String)
    /// The operation does not take the named way of covering the body.
    case payloadFormRefused(String)

    // Who.
    /// The session token is not one of this server's, does not belong to the access key, or is missing or superfluous.
    case invalidSessionToken
    case expiredSessionToken
    case unknownAccessKey

    // Signature Version 2, in S3's presigned requests.
    case version2(Version2Fault)

    // The proof.
    /// `x-amz-content-sha256` is not the hash of the body that arrived.
    case contentSHA256Mismatch(claimed: String, computed: String)
    case signatureMismatch(SignatureMismatch)

    // The chunks of an `aws-chunked` body.
    case malformedChunk(ChunkFault)
    /// The signature of a chunk, or of the trailer, is wrong.
    case chunkSignatureMismatch
    case decodedLengthMismatch(declared: Int, received: Int)
}
