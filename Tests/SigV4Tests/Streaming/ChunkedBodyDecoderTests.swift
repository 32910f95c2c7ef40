import SigV4
import Testing

/// What was encoded is decoded, whatever the pieces it arrives in, and nothing else is.
struct ChunkedBodyDecoderTests {
    private static let chunks = [
        [UInt8](repeating: 0x61, count: 8192), (0..<9000).map { UInt8(truncatingIfNeeded: $0) }, [1, 2, 3],
    ]

    @Test(arguments: StreamingFormat.allCases, [1, 7, 8192, Int.max])
    func `a body arrives whole, however it is cut`(_ format: StreamingFormat, step: Int) throws {
        let streamed = try StreamedRequest(format, chunks: Self.chunks)
        let (data, trailer) = try streamed.decode(streamed.bytes, step: step)
        #expect(data == Self.chunks.flatMap { $0 })
        #expect(trailer.map(\.name) == (format.hasTrailer ? ["x-amz-checksum-crc32"] : []))
        #expect(trailer.map(\.value) == (format.hasTrailer ? ["AAAAAA=="] : []))
    }

    @Test(arguments: StreamingFormat.allCases)
    func `an empty body is one`(_ format: StreamingFormat) throws {
        let streamed = try StreamedRequest(format, chunks: [])
        #expect(try streamed.decode(streamed.bytes).data.isEmpty)
    }

    @Test(arguments: StreamingFormat.allCases)
    func `a body that ends early is refused wherever it ends`(_ format: StreamingFormat) throws {
        let streamed = try StreamedRequest(format, chunks: [[1, 2, 3]])
        for length in streamed.bytes.indices {
            #expect(throws: SignatureError.malformedChunk(.incomplete)) {
                try streamed.decode(Array(streamed.bytes.prefix(length)))
            }
        }
    }

    @Test(arguments: StreamingFormat.allCases)
    func `bytes after the end are refused`(_ format: StreamingFormat) throws {
        let streamed = try StreamedRequest(format, chunks: [[1, 2, 3]])
        #expect(throws: SignatureError.malformedChunk(.trailingBytes)) {
            try streamed.decode(streamed.bytes + [0x30])
        }
    }

    @Test(arguments: StreamingFormat.allCases.filter { $0.chunkAlgorithm != nil })
    func `no byte of a signed body can be changed`(_ format: StreamingFormat) throws {
        let streamed = try StreamedRequest(format, chunks: [[1, 2, 3]])
        let bytes = streamed.bytes
        for index in bytes.indices {
            var changed = bytes
            changed[index] ^= 0x04
            #expect(throws: SignatureError.self, "byte \(index)") { try streamed.decode(changed) }
        }
    }

    @Test(arguments: [StreamingFormat.signed, .asymmetric])
    func `chunks cannot change places`(_ format: StreamingFormat) throws {
        var streamed = try StreamedRequest(format, chunks: Self.chunks)
        streamed.pieces.swapAt(0, 1)
        #expect(throws: SignatureError.chunkSignatureMismatch) { try streamed.decode(streamed.bytes) }
    }

    @Test func `a chunk cannot be left out`() throws {
        var streamed = try StreamedRequest(.signed, chunks: Self.chunks)
        streamed.pieces.remove(at: 1)
        #expect(throws: SignatureError.chunkSignatureMismatch) { try streamed.decode(streamed.bytes) }
    }

    @Test func `data of a wrong chunk never comes out`() throws {
        let streamed = try StreamedRequest(.signed, chunks: Self.chunks)
        var bytes = streamed.bytes
        bytes[200] ^= 1
        var decoder = try #require(ChunkedBodyDecoder(streamed.request.verify(under: Fixture.s3)))
        var output: [UInt8] = []
        #expect(throws: SignatureError.chunkSignatureMismatch) { try decoder.decode(bytes.span.bytes, into: &output) }
        #expect(output.isEmpty)
        #expect(throws: SignatureError.malformedChunk(.incomplete)) {
            try decoder.decode(streamed.bytes.span.bytes, into: &output)
        }
    }

    @Test(arguments: [(StreamingFormat.signed, 2), (.unsignedWithTrailer, 2), (.signed, 4), (.unsignedWithTrailer, 4)])
    func `the declared length must be right`(_ format: StreamingFormat, declared: Int) throws {
        let streamed = try StreamedRequest(format, chunks: [[1, 2, 3]], declaredLength: declared)
        #expect(throws: SignatureError.decodedLengthMismatch(declared: declared, received: 3)) {
            try streamed.decode(streamed.bytes)
        }
    }

    @Test(arguments: [StreamingFormat.signed, .unsignedWithTrailer])
    func `only the last chunk may be short`(_ format: StreamingFormat) throws {
        let streamed = try StreamedRequest(format, chunks: [[1, 2, 3], [4, 5, 6]])
        #expect(throws: SignatureError.malformedChunk(.tooSmall(minimumBytes: 8192))) {
            try streamed.decode(streamed.bytes)
        }
    }
}
