import SigV4
import Testing

/// Temporary credentials: the token belongs to the key, and both have an end.
struct SessionTests {
    private static let end = Fixture.now.advanced(bySeconds: 100)
    private static let temporary = SigningCredential(
        accessKeyID: Fixture.credential.accessKeyID,
        secret: Fixture.credential.secret,
        session: .init(expiresAt: end)
    )

    @Test(arguments: [true, false])
    func `a token is given to the caller`(isPresigned: Bool) throws {
        let request = try Self.request(isPresigned: isPresigned)
        let verified = try request.verify(under: Fixture.lambda, with: Self.temporary)
        #expect(verified.sessionToken == "token+/=")
    }

    @Test(arguments: [true, false])
    func `a temporary key needs a token, a long-term key has none`(isPresigned: Bool) throws {
        let without = isPresigned ? try SignedRequest.presigned() : try SignedRequest.invocation()
        #expect(throws: SignatureError.invalidSessionToken) {
            try without.verify(under: Fixture.lambda, with: Self.temporary)
        }
        #expect(throws: SignatureError.invalidSessionToken) {
            try Self.request(isPresigned: isPresigned).verify(under: Fixture.lambda)
        }
    }

    @Test(arguments: [true, false], [(99, true), (100, false), (101, false)])
    func `a session ends when it ends`(isPresigned: Bool, _ ageAndIsAccepted: (Int, Bool)) throws {
        let (age, isAccepted) = ageAndIsAccepted
        let request = try Self.request(isPresigned: isPresigned)
        let now = Fixture.now.advanced(bySeconds: age)
        guard !isAccepted else {
            _ = try request.verify(under: Fixture.lambda, with: Self.temporary, at: now)
            return
        }
        #expect(throws: SignatureError.expiredSessionToken) {
            try request.verify(under: Fixture.lambda, with: Self.temporary, at: now)
        }
    }

    @Test func `a signed token cannot be exchanged`() throws {
        let request = try Self.request(isPresigned: false).changing("X-Amz-Security-Token") { _ in "other" }
        let error = #expect(throws: SignatureError.self) {
            try request.verify(under: Fixture.lambda, with: Self.temporary)
        }
        #expect(error?.category == .signatureMismatch)
    }

    @Test func `an unsigned token in a header is accepted, as by AWS`() throws {
        let request = try SignedRequest.invocation().adding([("X-Amz-Security-Token", "token")])
        #expect(try request.verify(under: Fixture.lambda, with: Self.temporary).sessionToken == "token")
    }

    @Test func `a token in the query is signed unless the operation says otherwise`() throws {
        let request = try SignedRequest.presigned().targeting { $0 + "&X-Amz-Security-Token=token" }
        #expect(throws: SignatureError.self) { try request.verify(under: Fixture.lambda, with: Self.temporary) }
        var policy = Fixture.lambda
        policy.presigned = PresignedRules(securityTokenIsSigned: false)
        #expect(try request.verify(under: policy, with: Self.temporary).sessionToken == "token")
    }

    private static func request(isPresigned: Bool) throws -> RawRequest {
        isPresigned
            ? try SignedRequest.presigned(sessionToken: "token+/=")
            : try SignedRequest.invocation(sessionToken: "token+/=")
    }
}
