import SigV4
import Testing

/// Every signed request of the public suites verifies, in header and in query form.
@Suite(.enabled(if: SigningSuite.isPresent, "the public vectors are not beside the package"))
struct VerifyingVectorTests {
    @Test(arguments: ["v4", "v4a"])
    func `the suites are whole`(version: String) {
        #expect(SigningSuite.cases(of: version).count == 38)
    }

    @Test(arguments: SigningSuite.cases(of: "v4") + SigningSuite.cases(of: "v4a"))
    func `the signed request verifies in header form`(_ signingCase: SigningCase) throws {
        let verified = try verify(signingCase, "header-signed-request.txt")
        #expect(verified.form == .header)
    }

    @Test(arguments: SigningSuite.cases(of: "v4") + SigningSuite.cases(of: "v4a"))
    func `the signed request verifies in query form`(_ signingCase: SigningCase) throws {
        let verified = try verify(signingCase, "query-signed-request.txt")
        #expect(verified.form == .presigned(expiresInSeconds: 3600))
    }

    private func verify(_ signingCase: SigningCase, _ file: String) throws -> VerifiedSignature {
        let context = try signingCase.context()
        let request = try signingCase.request(file)
        let verifier = RequestVerifier()
        let claim = try verifier.claim(request.head, under: context.policy, at: context.now)
        #expect(claim.sessionToken == context.credentials.token)
        return try verifier.verify(claim, with: context.credential, body: request.body.span.bytes, at: context.now)
    }
}
