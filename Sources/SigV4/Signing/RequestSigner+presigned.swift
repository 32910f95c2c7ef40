/// A signed request in query form.
struct QuerySignature {
    let target: String
    let texts: SigningTexts
}

extension RequestSigner {
    func presignature<Headers>(
        signing head: RequestHead<Headers>,
        expiresInSeconds: Int,
        payload: SigningPayload,
        at now: SigningTime
    ) throws(SignatureError) -> QuerySignature {
        let separator = head.target.utf8.contains(ASCII.questionMark) ? "&" : "?"
        let query = parameters(
            signedHeaders: SigningTexts.signedHeaders(of: head.headers),
            expiresInSeconds: expiresInSeconds,
            payload: payload,
            at: now
        )
        .map { "\($0.rawValue)=\(PercentEncoding.encoded($1))" }
        .joined(separator: "&")
        let unsignedTarget = head.target + separator + query
        let texts = try texts(
            of: RequestHead(method: head.method, target: unsignedTarget, headers: head.headers),
            payloadLine: payload.line,
            leavingOut: signsSessionToken ? [] : [.securityToken],
            at: now
        )
        let target = "\(unsignedTarget)&\(PresignedParameter.signature.rawValue)=\(texts.signature)"
        return QuerySignature(target: target, texts: texts)
    }

    private func parameters(
        signedHeaders: String,
        expiresInSeconds: Int,
        payload: SigningPayload,
        at now: SigningTime
    ) -> [(PresignedParameter, String)] {
        var parameters: [(PresignedParameter, String)] = [
            (.algorithm, algorithm.rawValue),
            (.credential, credentialText(at: now)),
            (.date, now.basicFormat),
            (.signedHeaders, signedHeaders),
            (.expires, String(expiresInSeconds)),
        ]
        if let sessionToken { parameters.append((.securityToken, sessionToken)) }
        if algorithm == .ecdsaP256SHA256 { parameters.append((.regionSet, region)) }
        if payload.isSent { parameters.append((.contentSHA256, payload.line)) }
        return parameters
    }
}
