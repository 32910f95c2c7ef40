import SigV4
import Testing

/// SigV4A: the region set, the curve, the key.
struct AsymmetricTests {
    @Test(arguments: [
        "us-east-1", "*", "us-*", "*-1", "eu-west-1,us-east-1", "eu-west-1, us-*", "us-*-1", "u*s*1", "**",
    ])
    func `a region set with the endpoint's region is accepted`(_ regions: String) throws {
        let verified = try request(regions).verify(under: Fixture.lambda)
        #expect(verified.algorithm == .ecdsaP256SHA256)
        #expect(verified.scope == CredentialScope(date: "20130524", region: nil, service: "lambda"))
    }

    @Test(arguments: ["eu-west-1", "us-east-", "us-east-11", "us-east-*2", "US-EAST-1", ",", "us-east-1us-east-1"])
    func `a region set without it is refused`(_ regions: String) throws {
        let request = try request(regions)
        #expect(throws: SignatureError.regionNotInSet(region: "us-east-1", regionSet: regions)) {
            try request.verify(under: Fixture.lambda)
        }
    }

    @Test func `a region set must be sent and signed`() throws {
        let request = try request("us-east-1")
        #expect(throws: SignatureError.missingRegionSet) {
            try request.removing("X-Amz-Region-Set").verify(under: Fixture.lambda)
        }
        let error = #expect(throws: SignatureError.self) {
            try request.changing("X-Amz-Region-Set") { _ in "*" }.verify(under: Fixture.lambda)
        }
        #expect(error?.category == .signatureMismatch)
    }

    @Test func `no byte of the signature can be changed`() throws {
        let request = try request("us-east-1")
        let signature = Array(request.signature.utf8)
        for index in signature.indices {
            var other = signature
            other[index] = other[index] == 0x30 ? 0x31 : 0x30
            let forged = request.replacing(
                request.signature,
                with: String(decoding: other, as: UTF8.self),
                in: "Authorization"
            )
            #expect(throws: SignatureError.self, "digit \(index)") { try forged.verify(under: Fixture.lambda) }
        }
    }

    @Test func `a signature of one algorithm is none of the other`() throws {
        let symmetric = try SignedRequest.invocation()
            .replacing("AWS4-HMAC-SHA256", with: "AWS4-ECDSA-P256-SHA256", in: "Authorization")
        let error = #expect(throws: SignatureError.self) { try symmetric.verify(under: Fixture.lambda) }
        #expect(error?.category == .incompleteSignature)
    }

    @Test func `the presigned form verifies and expires`() throws {
        let request = try SignedRequest.presigned(algorithm: .ecdsaP256SHA256)
        try request.verify(under: Fixture.lambda)
        #expect(throws: SignatureError.self) {
            try request.verify(under: Fixture.lambda, at: Fixture.now.advanced(bySeconds: 301))
        }
    }

    @Test func `an operation may refuse it`() throws {
        var policy = Fixture.lambda
        policy.allowsAsymmetric = false
        let request = try request("us-east-1")
        #expect(throws: SignatureError.unsupportedAlgorithm("AWS4-ECDSA-P256-SHA256")) {
            try request.verify(under: policy)
        }
    }

    @Test func `an unknown key is refused as in SigV4`() throws {
        let request = try request("us-east-1")
        #expect(throws: SignatureError.unknownAccessKey) { try request.verify(under: Fixture.lambda, with: nil) }
    }

    private func request(_ regions: String) throws -> RawRequest {
        let signer = RequestSigner(
            credential: Fixture.credential,
            region: regions,
            service: "lambda",
            algorithm: .ecdsaP256SHA256
        )
        let payload = SigningPayload.hashed(Digest(hashing: SignedRequest.body))
        return SignedRequest.unsigned.adding(
            try signer.headers(signing: SignedRequest.unsigned.head, payload: payload, at: Fixture.now)
        )
    }
}
