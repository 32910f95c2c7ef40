import SigV4
import Testing

/// Bodies that are no `aws-chunked` bodies, each with the fault they are refused for.
struct ChunkGrammarTests {
    @Test(arguments: [
        ("", ChunkFault.incomplete),
        ("\r\n", .malformedSize),
        ("zz\r\n", .malformedSize),
        ("-1\r\n", .malformedSize),
        ("3 \r\n", .malformedSize),
        ("11111111111111111\r\n", .malformedSize),
        ("1000001\r\n", .tooLarge(limitBytes: 16 * 1024 * 1024)),
        ("ffffffffffffffff\r\n", .tooLarge(limitBytes: 16 * 1024 * 1024)),
        ("3;chunk-signature=00\r\n", .unexpectedSignature),
        ("3\r\nabcX\r\n", .missingLineBreak),
        ("3\r\nabc\r\n0\r\n\r\n", .malformedTrailer),
        ("3\r\nabc\r\n0\r\nno colon\r\n\r\n", .malformedTrailer),
        ("3\r\nabc\r\n0\r\n:value\r\n\r\n", .malformedTrailer),
        ("3\r\nabc\r\n0\r\nx-amz-meta:1\r\n\r\n", .unannouncedTrailer("x-amz-meta")),
        (
            "3\r\nabc\r\n0\r\nx-amz-checksum-crc32:1\r\nx-amz-checksum-crc32:1\r\n\r\n",
            .unannouncedTrailer("x-amz-checksum-crc32")
        ),
        (
            "3\r\nabc\r\n0\r\nx-amz-checksum-crc32:1\r\nx-amz-trailer-signature:00\r\n\r\n",
            .unexpectedSignature
        ),
        (String(repeating: "0", count: 5000), .lineTooLong(limitBytes: 4096)),
    ])
    func `an unsigned body that breaks the grammar is refused`(_ body: String, fault: ChunkFault) throws {
        let streamed = try StreamedRequest(.unsignedWithTrailer, chunks: [Array("abc".utf8)])
        #expect(throws: SignatureError.malformedChunk(fault)) { try streamed.decode(Array(body.utf8)) }
    }

    @Test func `an announced trailer in other letters and with spaces is the same`() throws {
        let streamed = try StreamedRequest(.unsignedWithTrailer, chunks: [Array("abc".utf8)])
        let body = "3\r\nabc\r\n0\r\nX-Amz-Checksum-CRC32: AAAAAA== \n\r\n\r\n"
        let trailer = try streamed.decode(Array(body.utf8)).trailer
        #expect(trailer.map(\.name) == ["x-amz-checksum-crc32"])
        #expect(trailer.map(\.value) == ["AAAAAA=="])
    }

    @Test func `a signed chunk without a signature is refused`() throws {
        let streamed = try StreamedRequest(.signed, chunks: [Array("abc".utf8)])
        #expect(throws: SignatureError.malformedChunk(.missingSignature)) {
            try streamed.decode(Array("3\r\nabc\r\n0\r\n\r\n".utf8))
        }
    }

    @Test func `a signed trailer without its signature is refused`() throws {
        let streamed = try StreamedRequest(.signedWithTrailer, chunks: [])
        let text = String(decoding: streamed.bytes, as: UTF8.self)
        let lines = text.split(separator: "\r\n").filter { !$0.hasPrefix("x-amz-trailer-signature") }
        #expect(throws: SignatureError.malformedChunk(.missingSignature)) {
            try streamed.decode(Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8))
        }
    }
}
