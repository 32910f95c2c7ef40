/// A presigned request in the form of Signature Version 2, which the aws CLI and boto3 still make for S3 when they are not
/// told otherwise.
///
/// S3 takes it in the query only here, since no current client signs headers so.
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAuthentication.html#RESTAuthenticationQueryStringAuth>
public struct Version2Claim: Sendable {
    public let accessKeyID: String
    public let sessionToken: String?
    /// The last second at which the request is good.
    public let expiresAt: SigningTime
    /// Headers that the client put into the query; names in lower case, in order of arrival.
    public let headersInQuery: [(name: String, value: String)]
    /// As sent, in base64.
    let signature: String
    let stringToSign: String

    /// Reads a request's head and checks everything that needs no key.
    ///
    /// - Parameter bucketInHost: the bucket that the host name says, for requests that have it there.
    /// - Returns: nil for a request that is not of this form.
    /// - Throws: ``SignatureError/conflictingAuthentication`` beside a signature of Version 4, and
    ///   ``SignatureError/version2(_:)`` for what the form itself lacks.
    public init?<Headers>(
        _ head: RequestHead<Headers>,
        bucketInHost: String?,
        at now: SigningTime
    ) throws(SignatureError) {
        let mark = head.target.firstIndex(of: "?") ?? head.target.endIndex
        let query = try Version2Query(head.target[mark...].dropFirst())
        guard query.isPresigned else { return nil }
        let isSignedOtherwise =
            head.headers.contains { $0.name.lowercased() == "authorization" }
            || query.headers.contains { $0.name == "x-amz-algorithm" || $0.name == "x-amz-signature" }
        guard !isSignedOtherwise else { throw .conflictingAuthentication }
        guard query.accessKeyIDs.count == 1, query.expires.count == 1, query.signatures.count == 1 else {
            throw .version2(.incomplete)
        }
        if let name = query.unsigned.first { throw .version2(.parameterNotSigned(name)) }
        guard let seconds = Int64(query.expires[0]), seconds >= 0 else {
            throw .version2(.malformedExpires(query.expires[0]))
        }
        accessKeyID = query.accessKeyIDs[0]
        signature = query.signatures[0]
        expiresAt = SigningTime(secondsSince1970: seconds)
        guard now <= expiresAt else { throw .version2(.expired(at: expiresAt)) }
        headersInQuery = query.headers
        let sent = head.headers.map { (name: $0.name.lowercased(), value: $0.value) }
        // What is sent both ways counts once; with two values it is signed as both, which no client does.
        let onlyInQuery = query.headers.filter { header in !sent.contains { $0 == header } }
        let texts = Version2Texts(
            headers: sent + onlyInQuery,
            path: (bucketInHost.map { "/\($0)" } ?? "") + head.target[..<mark],
            subresources: query.subresources
        )
        if let form = texts.refusedPayloadForm { throw .payloadFormRefused(form) }
        sessionToken = texts.value(of: "x-amz-security-token")
        stringToSign = texts.stringToSign(method: head.method, expires: query.expires[0])
    }
}
