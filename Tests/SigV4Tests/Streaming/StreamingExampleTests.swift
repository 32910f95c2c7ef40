import Testing

@testable import SigV4

/// The worked example of S3's documentation: 65,536 and 1,024 times `a`.
/// https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html
struct StreamingExampleTests {
    private static let seed = "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9"
    private static let first = "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648"
    private static let second = "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497"
    private static let last = "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9"
    private static let trailer = "df5735bd9f3295cd9386572292562fefc93ba94e80a0a1ddcbd652c4e0a75e6c"

    private static let request = RawRequest(
        method: "PUT",
        target: "/examplebucket/chunkObject.txt",
        headers: [
            ("host", "s3.amazonaws.com"), ("x-amz-storage-class", "REDUCED_REDUNDANCY"),
            ("Content-Encoding", "aws-chunked"), ("x-amz-decoded-content-length", "66560"), ("Content-Length", "66824"),
        ]
    )
    private static let chunks = [[UInt8](repeating: 0x61, count: 65_536), [UInt8](repeating: 0x61, count: 1024)]

    private func signed() throws -> RawRequest {
        let headers = try Fixture.signer(for: Fixture.s3).headers(
            signing: Self.request.head,
            payload: .streaming(.signed),
            at: Fixture.now
        )
        return Self.request.adding(headers)
    }

    @Test func `the request's signature is the documented seed`() throws {
        #expect(try signed().headers.last?.value.hasSuffix("Signature=\(Self.seed)") == true)
    }

    @Test func `the chunks' signatures are the documented ones`() throws {
        var encoder = ChunkedBodyEncoder(
            .signed,
            signer: Fixture.signer(for: Fixture.s3),
            authorization: try #require(signed().headers.last?.value),
            at: Fixture.now
        )
        let written = Self.chunks.map { encoder.chunk($0) } + [encoder.end()]
        let starts = ["10000;chunk-signature=\(Self.first)\r\n", "400;chunk-signature=\(Self.second)\r\n"]
        for (bytes, start) in zip(written, starts) { #expect(bytes.starts(with: start.utf8)) }
        #expect(written[2] == Array("0;chunk-signature=\(Self.last)\r\n\r\n".utf8))
    }

    @Test func `the trailer's signature is the documented one`() throws {
        var signatures = ChunkSignatures(
            key: Fixture.signer(for: Fixture.s3).key(at: Fixture.now),
            algorithm: .hmacSHA256,
            timeAndScope: "20130524T000000Z\n20130524/us-east-1/s3/aws4_request\n",
            seed: Self.last
        )
        let lines = ["first:1st", "second:2nd", "third:3rd"].compactMap { TrailerLine(Array($0.utf8)) }
        #expect(signatures.sign(trailer: lines) == Self.trailer)
    }
}
