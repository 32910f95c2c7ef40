import AWSWire
import NIOCore
import SigV4
import StateStore
import Testing

@testable import PosternServer

struct SignatureGateTests {
    private static let s3 = ServiceModel(
        name: "s3",
        signingName: "s3",
        endpointPrefix: "s3",
        apiVersion: "2006-03-01",
        protocols: [.restJSON],
        validation: ValidationStyle(code: "InvalidRequest"),
        operations: []
    )

    private let gate = SignatureGate(region: SignedCall.region)

    private func authenticate(
        _ call: SignedCall,
        for service: ServiceModel,
        _ access: OperationAccess = OperationAccess()
    ) throws -> Authentication {
        try gate.authenticate(
            call.request,
            for: service,
            claimedRegion: SignedCall.region,
            access: access,
            callers: SignedCall.callers(),
            at: SignedCall.now
        )
    }

    private func streamed(
        _ format: StreamingFormat,
        _ data: [UInt8],
        trailer: String = "x-amz-checksum-crc32"
    ) throws -> SignedCall {
        let signer = SignedCall.signer(service: "s3", pathForm: .encodedOnce)
        var call = SignedCall(method: "PUT", target: "/bucket/a//b%20c")
        call.headers += [("content-encoding", "aws-chunked,gzip"), ("x-amz-decoded-content-length", "\(data.count)")]
        if format.hasTrailer { call.headers.append(("x-amz-trailer", trailer)) }
        call = try call.signed(by: signer, payload: .streaming(format))
        var encoder = ChunkedBodyEncoder(
            format,
            signer: signer,
            authorization: call.headers.last?.value ?? "",
            at: SignedCall.signingTime
        )
        call.body = encoder.chunk(data) + encoder.end(trailer: format.hasTrailer ? [(trailer, "AAAAAA==")] : [])
        return call
    }

    private static let streaming = OperationAccess(payload: [.signedChunks, .unsignedChunks])

    @Test(
        "a streamed body is handed on without its chunks, its checksum as a header",
        arguments: [StreamingFormat.signed, .signedWithTrailer, .unsignedWithTrailer]
    )
    func streamedBody(format: StreamingFormat) throws {
        let call = try streamed(format, Array("hello".utf8))
        guard case .verified(_, _, let streamed?) = try authenticate(call, for: Self.s3, Self.streaming) else {
            Issue.record("no streamed body")
            return
        }
        let request = WireRequest(call.request).carrying(streamed)
        #expect(request.body == Array("hello".utf8))
        #expect(request.headers.first(named: "content-encoding") == "gzip")
        #expect(request.headers.first(named: "x-amz-checksum-crc32") == (format.hasTrailer ? "AAAAAA==" : nil))
    }

    @Test("a trailer that is no checksum is refused, since it could steer the operation unsigned")
    func strayTrailer() throws {
        let call = try streamed(.unsignedWithTrailer, Array("hello".utf8), trailer: "x-amz-acl")
        #expect(throws: SignatureError.malformedChunk(.unannouncedTrailer("x-amz-acl"))) {
            try authenticate(call, for: Self.s3, Self.streaming)
        }
    }

    @Test("a changed chunk is refused")
    func changedChunk() throws {
        var call = try streamed(.signed, Array("hello".utf8))
        let data = try #require(call.body.firstRange(of: Array("hello".utf8)))
        call.body[data.lowerBound] ^= 1
        #expect(throws: SignatureError.chunkSignatureMismatch) {
            try authenticate(call, for: Self.s3, Self.streaming)
        }
    }

    @Test(
        "an operation that does not take streamed bodies refuses them",
        arguments: [StreamingFormat.signed, .signedWithTrailer, .unsignedWithTrailer]
    )
    func streamingRefused(format: StreamingFormat) throws {
        let call = try streamed(format, Array("hello".utf8))
        #expect(throws: SignatureError.payloadFormRefused(format.rawValue)) {
            try authenticate(call, for: Self.s3)
        }
    }

    @Test("UNSIGNED-PAYLOAD is S3's alone")
    func unsignedPayload() throws {
        let signer = SignedCall.signer(service: "s3", pathForm: .encodedOnce)
        let call = try SignedCall(method: "PUT", target: "/bucket/a//b", body: [1, 2, 3])
            .signed(by: signer, payload: .unsigned)
        guard case .verified(_, let proof, nil) = try authenticate(call, for: Self.s3) else {
            Issue.record("not verified")
            return
        }
        #expect(proof.payload == .unsigned)
        for service in ServiceCatalog.all.services where !service.isS3 {
            let call = try SignedCall(body: [1, 2, 3])
                .signed(by: SignedCall.signer(service: service.signingName), payload: .unsigned)
            #expect(throws: SignatureError.payloadFormRefused("UNSIGNED-PAYLOAD")) {
                try authenticate(call, for: service)
            }
        }
    }

    @Test("a header that an operation reads must be signed when it is sent")
    func requiredHeader() throws {
        let signer = SignedCall.signer(service: "lambda")
        var call = try SignedCall(body: []).signed(by: signer, payload: .hashed(.init(hashing: [UInt8]())))
        let access = OperationAccess(signedHeaders: ["if-match"])
        _ = try authenticate(call, for: Lambda.service, access)
        call.headers.append(("If-Match", "1"))
        _ = try authenticate(call, for: Lambda.service)
        #expect(throws: SignatureError.headersNotSigned(["if-match"])) {
            try authenticate(call, for: Lambda.service, access)
        }
    }

    @Test("what was derived from a key serves no longer once the key is inactive")
    func deactivation() throws {
        let signer = SignedCall.signer(service: "lambda")
        let call = try SignedCall(body: []).signed(by: signer, payload: .hashed(.init(hashing: [UInt8]())))
        _ = try authenticate(call, for: Lambda.service)
        let callers = try SignedCall.callers(status: .inactive)
        #expect(throws: SignatureError.unknownAccessKey) {
            try gate.authenticate(
                call.request,
                for: Lambda.service,
                claimedRegion: SignedCall.region,
                access: OperationAccess(),
                callers: callers,
                at: SignedCall.now
            )
        }
    }

    @Test("IAM, STS and S3 allow a clock skew of fifteen minutes, the other services one of five")
    func skew() {
        #expect([IAM.service, STS.service, Self.s3].allSatisfy { $0.signing.clockSkewSeconds == 900 })
        #expect([Lambda.service, Logs.service].allSatisfy { $0.signing.clockSkewSeconds == 300 })
        #expect(Self.s3.signing.pathForm == .encodedOnce)
        #expect(Lambda.service.signing.pathForm == .normalizedAndEncodedTwice)
    }
}
