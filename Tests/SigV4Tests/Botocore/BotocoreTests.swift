import Foundation
import SigV4
import Testing

/// What the public suites lack: double encoding, S3's paths, ports, presigned limits and streaming, as botocore does it.
@Suite(.enabled(if: BotocoreRequests.arePossible, "no virtual environment with botocore beside the package"))
struct BotocoreTests {
    @Test func `botocore signs every case`() {
        #expect(BotocoreRequests.all.count == 19)
    }

    @Test(arguments: BotocoreRequests.all)
    func `what botocore signs verifies`(_ signed: BotocoreRequest) throws {
        let now = try signed.signedAt()
        let verified = try signed.request.verify(under: signed.policy, with: signed.credential, at: now)
        #expect(verified.accessKeyID == Fixture.credential.accessKeyID)
        #expect(verified.scope.service == signed.service)
    }

    @Test(arguments: BotocoreRequests.all.filter { $0.parameter("X-Amz-Signature") == nil })
    func `with another signature it does not`(_ signed: BotocoreRequest) throws {
        let request = signed.request.flippingSignature()
        let now = try signed.signedAt()
        let error = #expect(throws: SignatureError.self) {
            try request.verify(under: signed.policy, with: signed.credential, at: now)
        }
        #expect(error?.category == .signatureMismatch)
    }

    @Test(arguments: BotocoreRequests.all.filter { $0.parameter("X-Amz-Signature") == nil })
    func `our signer signs the same`(_ signed: BotocoreRequest) throws {
        let authorization = try #require(signed.request.headers.first { $0.name == "Authorization" })
        let names = try #require(
            authorization.value.split(separator: "SignedHeaders=").last?.split(separator: ",").first
        )
        .split(separator: ";").map(String.init)
        let added = ["x-amz-date", "x-amz-security-token", "x-amz-content-sha256"]
        var request = signed.request
        let sentHash = request.headers.first { $0.name.lowercased() == "x-amz-content-sha256" }?.value
        request.headers.removeAll {
            !names.contains($0.name.lowercased()) || added.contains($0.name.lowercased())
        }
        let signer = Fixture.signer(for: signed.policy, sessionToken: signed.token?.removingPercentEncoding)
        let headers = try signer.headers(
            signing: request.head,
            payload: payload(sentHash, request.body),
            at: signed.signedAt()
        )
        #expect(headers.last?.value == authorization.value)
    }

    @Test(arguments: BotocoreRequests.all.filter { $0.parameter("X-Amz-Expires") != nil })
    func `a presigned request ends when botocore says`(_ signed: BotocoreRequest) throws {
        let expires = try #require(signed.parameter("X-Amz-Expires").flatMap(Int.init))
        let end = try signed.signedAt().advanced(bySeconds: expires)
        try signed.request.verify(under: signed.policy, with: signed.credential, at: end)
        let error = #expect(throws: SignatureError.self) {
            try signed.request.verify(under: signed.policy, with: signed.credential, at: end.advanced(bySeconds: 1))
        }
        #expect(error?.category == .presignedExpired)
    }

    @Test func `a body that botocore streams is decoded`() throws {
        let signed = try #require(BotocoreRequests.all.first { $0.name == "a streamed body" })
        let verified = try signed.request.verify(under: signed.policy, with: signed.credential, at: signed.signedAt())
        var decoder = try #require(ChunkedBodyDecoder(verified))
        var output: [UInt8] = []
        let body = signed.request.body
        try decoder.decode(body.span.bytes, into: &output)
        #expect(output == [UInt8](repeating: 0x61, count: 9000))
        #expect(try decoder.finish().map(\.name) == ["x-amz-checksum-crc32"])
    }

    private func payload(_ sentHash: String?, _ body: [UInt8]) -> SigningPayload {
        switch sentHash {
        case nil: .hashed(Digest(hashing: body))
        case "UNSIGNED-PAYLOAD": .unsigned
        case let name?:
            StreamingFormat(rawValue: name).map { .streaming($0) } ?? .hashedAndSent(Digest(hashing: body))
        }
    }
}
