import SigV4
import Testing

/// Presigned requests in the form of Signature Version 2.
///
/// The first is the example of S3's documentation:
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAuthentication.html#RESTAuthenticationQueryStringAuth>
struct Version2Tests {
    static let example = RawRequest(
        method: "GET",
        target: "/photos/puppy.jpg?AWSAccessKeyId=AKIAIOSFODNN7EXAMPLE"
            + "&Signature=NpgCjnDzrM%2BWFzoENXmpNDUsSn8%3D&Expires=1175139620",
        headers: [("Host", "johnsmith.s3.amazonaws.com")]
    )
    static let end = SigningTime(secondsSince1970: 1_175_139_620)

    private func verify(
        _ request: RawRequest,
        bucket: String? = "johnsmith",
        with credential: SigningCredential? = Fixture.credential,
        at now: SigningTime = Self.end
    ) throws(SignatureError) -> Version2Signature? {
        try Version2Claim(request.head, bucketInHost: bucket, at: now)?.verify(with: credential, at: now)
    }

    @Test func `the documentation's example verifies`() throws {
        #expect(try verify(Self.example)?.accessKeyID == "AKIAIOSFODNN7EXAMPLE")
    }

    @Test func `the bucket may stand in the path`() throws {
        var request = Self.example
        request.target = "/johnsmith" + request.target
        #expect(try verify(request, bucket: nil) != nil)
    }

    @Test func `a request of another form is none of this one`() throws {
        var request = Self.example
        request.target = "/photos/puppy.jpg?Expires=1&X-Amz-Algorithm=AWS4-HMAC-SHA256&prefix=Signature"
        #expect(try verify(request) == nil)
    }

    @Test(arguments: [
        "the method", "the path", "the bucket", "the time", "the signature", "a part of the resource",
        "a header of Amazon's", "one in the query", "the content type",
    ])
    func `whatever it signs cannot be changed`(_ part: String) throws {
        var request = Self.example
        var bucket = "johnsmith"
        switch part {
        case "the method": request.method = "DELETE"
        case "the path": request.target.replace("puppy", with: "kitty")
        case "the bucket": bucket = "janesmith"
        case "the time": request.target.replace("1175139620", with: "1175139621")
        case "the signature": request.target.replace("NpgC", with: "NpgD")
        case "a part of the resource": request.target += "&versionId=1"
        case "a header of Amazon's": request.headers.append(("X-Amz-Copy-Source", "/johnsmith/secret"))
        case "one in the query": request.target += "&x-amz-acl=public-read"
        default: request.headers.append(("Content-Type", "text/html"))
        }
        let error = #expect(throws: SignatureError.self) { try verify(request, bucket: bucket) }
        #expect(error?.category == .signatureMismatch)
    }

    @Test func `it ends when it says`() throws {
        let later = Self.end.advanced(bySeconds: 1)
        #expect(throws: SignatureError.version2(.expired(at: Self.end))) { try verify(Self.example, at: later) }
    }

    @Test(arguments: [
        ("&Expires=1175139620", "", SignatureError.version2(.incomplete)),
        ("AWSAccessKeyId=AKIAIOSFODNN7EXAMPLE&", "", .version2(.incomplete)),
        ("&Signature=NpgCjnDzrM%2BWFzoENXmpNDUsSn8%3D", "", .version2(.incomplete)),
        ("&Expires", "&Signature=a&Expires", .version2(.incomplete)),
        ("=1175139620", "=soon", .version2(.malformedExpires("soon"))),
        ("=1175139620", "=-1", .version2(.malformedExpires("-1"))),
        ("=1175139620", "=99999999999999999999", .version2(.malformedExpires("99999999999999999999"))),
        ("&Expires", "&publicAccessBlock&Expires", .version2(.parameterNotSigned("publicAccessBlock"))),
        ("&Expires", "&X-Amz-Signature=0&Expires", .conflictingAuthentication),
        ("%2BWFzo", "%zz", .malformedQueryString(.illegal("zz"))),
    ])
    func `a form that is broken is refused`(_ part: String, _ other: String, _ expected: SignatureError) throws {
        var request = Self.example
        request.target.replace(part, with: other)
        let error = #expect(throws: SignatureError.self) { try verify(request) }
        #expect(error?.category == expected.category)
        if expected.category == .version2 { #expect(error == expected) }
    }

    @Test func `a signature of Version 4 beside it is refused`() throws {
        var request = Self.example
        request.headers.append(("Authorization", "AWS4-HMAC-SHA256 Credential=a"))
        #expect(throws: SignatureError.conflictingAuthentication) { try verify(request) }
    }

    @Test(arguments: ["STREAMING-UNSIGNED-PAYLOAD-TRAILER", "0123"])
    func `it knows bodies that are not signed only`(_ form: String) throws {
        var request = Self.example
        request.headers.append(("x-amz-content-sha256", form))
        #expect(throws: SignatureError.payloadFormRefused(form)) { try verify(request) }
    }

    @Test func `a key that does not exist proves nothing`() throws {
        #expect(throws: SignatureError.unknownAccessKey) { try verify(Self.example, with: nil) }
        let other = SigningCredential(accessKeyID: "AKIAOTHER", secret: Fixture.credential.secret)
        #expect(throws: SignatureError.unknownAccessKey) { try verify(Self.example, with: other) }
    }

    @Test func `a temporary key needs its token`() throws {
        let session = SigningCredential.Session(expiresAt: Self.end.advanced(bySeconds: 60))
        let temporary = SigningCredential(
            accessKeyID: Fixture.credential.accessKeyID,
            secret: Fixture.credential.secret,
            session: session
        )
        #expect(throws: SignatureError.invalidSessionToken) { try verify(Self.example, with: temporary) }
    }
}
