import Testing

@testable import SigV4

/// Our signer reproduces the public suites: canonical request, string to sign and, where it is deterministic, signature.
@Suite(.enabled(if: SigningSuite.isPresent, "the public vectors are not beside the package"))
struct SigningVectorTests {
    @Test(arguments: SigningSuite.cases(of: "v4") + SigningSuite.cases(of: "v4a"))
    func `the header form is reproduced`(_ signingCase: SigningCase) throws {
        let context = try signingCase.context()
        let request = try signingCase.request("request.txt")
        let digest = Digest(hashing: request.body)
        let signed = try signingCase.signer(context).signature(
            signing: request.head,
            payload: context.signsBody ? .hashedAndSent(digest) : .hashed(digest),
            at: context.now
        )
        try expect(signed.texts, of: signingCase, form: "header")
        try expectVerified(request.adding(signed.headers), context)
    }

    @Test(arguments: SigningSuite.cases(of: "v4") + SigningSuite.cases(of: "v4a"))
    func `the query form is reproduced`(_ signingCase: SigningCase) throws {
        let context = try signingCase.context()
        var request = try signingCase.request("request.txt")
        let signed = try signingCase.signer(context).presignature(
            signing: request.head,
            expiresInSeconds: context.expirySeconds,
            payload: .hashed(Digest(hashing: request.body)),
            at: context.now
        )
        try expect(signed.texts, of: signingCase, form: "query")
        request.target = signed.target
        if signingCase.isDeterministic {
            #expect(try signingCase.request("query-signed-request.txt").target == signed.target)
        }
        try expectVerified(request, context)
    }

    private func expect(_ texts: SigningTexts, of signingCase: SigningCase, form: String) throws {
        #expect(try texts.canonicalRequest == signingCase.text("\(form)-canonical-request.txt"))
        #expect(try texts.stringToSign == signingCase.text("\(form)-string-to-sign.txt"))
        if signingCase.isDeterministic {
            #expect(try texts.signature == signingCase.text("\(form)-signature.txt"))
        }
    }

    private func expectVerified(_ request: RawRequest, _ context: SigningContext) throws {
        let verifier = RequestVerifier()
        let claim = try verifier.claim(request.head, under: context.policy, at: context.now)
        _ = try verifier.verify(claim, with: context.credential, body: request.body.span.bytes, at: context.now)
    }
}

/// The public keys that the v4a suite derives.
@Suite(.enabled(if: SigningSuite.isPresent, "the public vectors are not beside the package"))
struct KeyDerivationVectorTests {
    @Test(arguments: SigningSuite.cases(of: "v4a"))
    func `the public key is derived`(_ signingCase: SigningCase) throws {
        let context = try signingCase.context()
        let expected = try signingCase.publicKey()
        let key = try #require(
            P256Key(from: context.credential.secret, accessKeyID: context.credential.accessKeyID)
        )
        let coordinates = try #require(key.publicCoordinates)
        #expect(Hexadecimal.text(of: coordinates.x) == expected.x)
        #expect(Hexadecimal.text(of: coordinates.y) == expected.y)
    }
}
