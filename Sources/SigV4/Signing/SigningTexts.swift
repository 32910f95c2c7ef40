/// What is written on the way to a signature.
struct SigningTexts: Sendable {
    /// Lower-case names between semicolons.
    let signedHeaders: String
    let canonicalRequest: String
    let stringToSign: String
    /// Lower-case hexadecimal.
    let signature: String

    /// The names of all headers, lower case, sorted, each once.
    static func signedHeaders(of headers: some Collection<(name: String, value: String)>) -> String {
        Set(headers.map { $0.name.lowercased() }).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            .joined(separator: ";")
    }
}

extension RequestSigner {
    /// The steps of the specification, one after the other.
    /// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
    func texts<Headers>(
        of request: RequestHead<Headers>,
        payloadLine: String,
        leavingOut leftOut: [PresignedParameter],
        at now: SigningTime
    ) throws(SignatureError) -> SigningTexts {
        let signedHeaders = SigningTexts.signedHeaders(of: request.headers)
        let canonicalRequest = try canonicalRequest(of: request, signedHeaders, leftOut) + payloadLine
        let hash = Digest(hashing: canonicalRequest.utf8.span.bytes)
        let scope = credentialText(at: now).dropFirst(credential.accessKeyID.count + 1)
        let head = "\(algorithm.rawValue)\n\(now.basicFormat)\n\(scope)\n"
        return SigningTexts(
            signedHeaders: signedHeaders,
            canonicalRequest: canonicalRequest,
            stringToSign: head + hash.hex,
            signature: key(at: now).signature(ofStringToSign: head, hash)
        )
    }

    /// The key of a day.
    func key(at now: SigningTime) -> VerifyingKey {
        switch algorithm {
        case .hmacSHA256:
            .hmac(SigningKey(from: credential.secret, date: now.dateStamp, region: region, service: service))
        case .ecdsaP256SHA256:
            .asymmetric(P256Key(from: credential.secret, accessKeyID: credential.accessKeyID))
        }
    }

    private func canonicalRequest<Headers>(
        of request: RequestHead<Headers>,
        _ signedHeaders: String,
        _ leftOut: [PresignedParameter]
    ) throws(SignatureError) -> String {
        var head = HeadBytes()
        head.begin(method: request.method, target: request.target)
        for header in request.headers { head.add(name: header.name, value: header.value) }
        if let limit = head.exceededLimit { throw .headTooLarge(limit) }
        let target = try RequestTarget(of: head)
        var query = CanonicalQuery()
        try query.read(head.bytes[target.query])
        let list = head.keep(signedHeaders)
        try SignedHeaders(list: list).mark(in: &head)
        var output = ByteArena(capacity: 1024)
        try CanonicalRequest.appendMethodAndPath(of: head, target: target, pathForm: pathForm, to: &output)
        CanonicalRequest.appendQueryAndHeaders(
            of: head,
            query: &query,
            leavingOut: leftOut,
            signedHeaders: list,
            to: &output
        )
        return output.all.text
    }
}
