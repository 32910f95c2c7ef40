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
        let stringToSign = "\(algorithm.rawValue)\n\(now.basicFormat)\n\(scope)\n\(hash.hex)"
        return SigningTexts(
            signedHeaders: signedHeaders,
            canonicalRequest: canonicalRequest,
            stringToSign: stringToSign,
            signature: signature(of: stringToSign, at: now)
        )
    }

    /// A signature of a string to sign, in lower-case hexadecimal.
    func signature(of stringToSign: String, at now: SigningTime) -> String {
        switch algorithm {
        case .hmacSHA256:
            let key = SigningKey(from: credential.secret, date: now.dateStamp, region: region, service: service)
            return key.signature(of: stringToSign).hex
        case .ecdsaP256SHA256:
            guard let key = P256Key(from: credential.secret, accessKeyID: credential.accessKeyID) else {
                preconditionFailure("one of 254 candidates is a key")
            }
            return Hexadecimal.text(of: key.signature(of: Digest(hashing: stringToSign.utf8.span.bytes)))
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
        try CanonicalRequest.append(
            head,
            target: target,
            query: &query,
            leavingOut: leftOut,
            signedHeaders: list,
            pathForm: pathForm,
            to: &output
        )
        return output.all.text
    }
}
