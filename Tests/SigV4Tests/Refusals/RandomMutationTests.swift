import Testing

@testable import SigV4

/// Requests with one byte changed anywhere, or another form chosen at random.
struct RandomMutationTests {
    private static let seed = UInt64.random(in: .min ... .max)

    /// The law: a changed request is accepted exactly if its canonical request is the one that was signed.
    @Test(arguments: [CanonicalPathForm.normalizedAndEncodedTwice, .encodedOnce])
    func `acceptance means an equal canonical request`(_ form: CanonicalPathForm) throws {
        print("seed of random mutations: \(Self.seed)")
        var random = SplitMix64(seed: Self.seed)
        var policy = Fixture.lambda
        policy.pathForm = form
        let original = try SignedRequest.invocation(policy: policy)
        let canonical = try #require(canonicalRequest(of: original, under: policy))
        for _ in 0..<1500 {
            let changed = original.changingOneByte(using: &random)
            let isEqual = canonicalRequest(of: changed, under: policy) == canonical
            do {
                try changed.verify(under: policy)
                #expect(isEqual, "accepted: \(changed), seed \(Self.seed)")
            } catch {
                let isScopeOrForm = error.category != .signatureMismatch
                #expect(!isEqual || isScopeOrForm || changed.hasOtherSignature(than: original), "refused: \(changed)")
            }
        }
    }

    /// What the server signs for a request, taken from its refusal of a wrong signature.
    private func canonicalRequest(of request: RawRequest, under policy: VerificationPolicy) -> String? {
        let wrong = SigningCredential(accessKeyID: Fixture.credential.accessKeyID, secret: SecretAccessKey("wrong"))
        do {
            try request.verify(under: policy, with: wrong)
            return nil
        } catch {
            guard case .signatureMismatch(let mismatch) = error else { return nil }
            return mismatch.canonicalRequest
        }
    }
}

extension RawRequest {
    /// One byte of the method, the target, a header's name or value, or the body becomes another printable one.
    fileprivate func changingOneByte(using random: inout SplitMix64) -> RawRequest {
        var copy = self
        let index = Int.random(in: headers.indices, using: &random)
        switch Int.random(in: 0..<5, using: &random) {
        case 0: copy.method.changeOneByte(using: &random)
        case 1: copy.target.changeOneByte(using: &random)
        case 2: copy.headers[index].name.changeOneByte(using: &random)
        case 3: copy.headers[index].value.changeOneByte(using: &random)
        default: copy.body[Int.random(in: body.indices, using: &random)] ^= UInt8.random(in: 1...255, using: &random)
        }
        return copy
    }

    fileprivate func hasOtherSignature(than other: RawRequest) -> Bool {
        let authorization = headers.filter { $0.name == "Authorization" }.map(\.value)
        return authorization != other.headers.filter { $0.name == "Authorization" }.map(\.value)
    }
}

extension String {
    fileprivate mutating func changeOneByte(using random: inout SplitMix64) {
        var bytes = Array(utf8)
        guard let index = bytes.indices.randomElement(using: &random) else { return }
        bytes[index] = UInt8.random(in: 0x20...0x7E, using: &random)
        self = String(decoding: bytes, as: UTF8.self)
    }
}
