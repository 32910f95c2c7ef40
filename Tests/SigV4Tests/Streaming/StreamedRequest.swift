import SigV4

/// A request with an `aws-chunked` body, signed by our own signer.
struct StreamedRequest {
    let request: RawRequest
    /// The header and data of each chunk, then the end.
    var pieces: [[UInt8]]

    static let trailer = [(name: "x-amz-checksum-crc32", value: "AAAAAA==")]

    init(_ format: StreamingFormat, chunks: [[UInt8]], declaredLength: Int? = nil) throws {
        let algorithm = format.chunkAlgorithm ?? .hmacSHA256
        let signer = Fixture.signer(for: Fixture.s3, algorithm: algorithm)
        let length = declaredLength ?? chunks.map(\.count).reduce(0, +)
        var headers = [(name: "host", value: "s3.amazonaws.com"), ("x-amz-decoded-content-length", "\(length)")]
        if format.hasTrailer { headers.append(("x-amz-trailer", "x-amz-checksum-crc32")) }
        let unsigned = RawRequest(method: "PUT", target: "/bucket/key", headers: headers)
        let added = try signer.headers(signing: unsigned.head, payload: .streaming(format), at: Fixture.now)
        request = unsigned.adding(added)
        var encoder = ChunkedBodyEncoder(
            format,
            signer: signer,
            authorization: added.last?.value ?? "",
            at: Fixture.now
        )
        pieces = chunks.map { encoder.chunk($0) }
        pieces.append(encoder.end(trailer: format.hasTrailer ? Self.trailer : []))
    }

    var bytes: [UInt8] { pieces.flatMap { $0 } }

    /// Verifies the head, then decodes `bytes` in pieces of at most `step` bytes.
    func decode(_ bytes: [UInt8], step: Int = .max) throws -> (data: [UInt8], trailer: [(name: String, value: String)])
    {
        let verified = try request.verify(under: Fixture.s3)
        guard var decoder = ChunkedBodyDecoder(verified) else { return ([], []) }
        var output: [UInt8] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let piece = Array(rest.prefix(step))
            try decoder.decode(piece.span.bytes, into: &output)
            rest = rest.dropFirst(piece.count)
        }
        return (output, try decoder.finish())
    }
}
