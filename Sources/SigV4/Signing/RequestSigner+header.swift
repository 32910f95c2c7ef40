/// A signed request in header form.
struct HeaderSignature {
    /// What the request gets besides the headers it has.
    let headers: [(name: String, value: String)]
    let texts: SigningTexts
}

extension RequestSigner {
    func signature<Headers>(
        signing head: RequestHead<Headers>,
        payload: SigningPayload,
        at now: SigningTime
    ) throws(SignatureError) -> HeaderSignature {
        var signed = [(name: "X-Amz-Date", value: now.basicFormat)]
        if algorithm == .ecdsaP256SHA256 { signed.append(("X-Amz-Region-Set", region)) }
        if payload.isSent { signed.append(("X-Amz-Content-Sha256", payload.line)) }
        var unsigned: [(name: String, value: String)] = []
        if let sessionToken {
            let header = (name: "X-Amz-Security-Token", value: sessionToken)
            if signsSessionToken { signed.append(header) } else { unsigned.append(header) }
        }
        let complete = RequestHead(method: head.method, target: head.target, headers: Array(head.headers) + signed)
        let texts = try texts(of: complete, payloadLine: payload.line, leavingOut: [], at: now)
        let authorization =
            "\(algorithm.rawValue) Credential=\(credentialText(at: now)), "
            + "SignedHeaders=\(texts.signedHeaders), Signature=\(texts.signature)"
        return HeaderSignature(headers: signed + unsigned + [("Authorization", authorization)], texts: texts)
    }
}
