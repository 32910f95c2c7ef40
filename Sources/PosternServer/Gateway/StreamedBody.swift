import AWSWire
import NIOCore
import SigV4

/// What an `aws-chunked` body holds, each chunk and the trailer proven by ``SigV4/ChunkedBodyDecoder``.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html>
struct StreamedBody: Sendable, Equatable {
    /// The data of all chunks.
    let data: [UInt8]
    /// The trailer lines in the order they came; names in lower case.
    let trailers: [Trailer]

    struct Trailer: Sendable, Equatable {
        let name: String
        let value: String
    }

    /// The trailers that S3 defines all give a checksum of the body. Another would let what is not signed steer the
    /// operation, as `x-amz-acl` could, so it is refused.
    static let trailerPrefix = "x-amz-checksum-"

    /// Nil where the body stands as it came.
    ///
    /// - Throws: ``SignatureError/malformedChunk(_:)`` and its siblings.
    init?(_ body: ByteBuffer, coveredBy proof: VerifiedSignature) throws(SignatureError) {
        guard var decoder = ChunkedBodyDecoder(proof) else { return nil }
        var data: [UInt8] = []
        data.reserveCapacity(body.readableBytes)
        try decoder.decode(body.readableBytesSpan, into: &data)
        let lines = try decoder.finish()
        guard let stray = lines.first(where: { !$0.name.hasPrefix(Self.trailerPrefix) }) else {
            self.data = data
            self.trailers = lines.map { Trailer(name: $0.name, value: $0.value) }
            return
        }
        throw .malformedChunk(.unannouncedTrailer(stray.name))
    }
}

extension WireRequest {
    /// The request as if the data had been sent whole and each trailer as a header.
    ///
    /// `aws-chunked` is taken out of `Content-Encoding`, as S3 does when it keeps an object.
    func carrying(_ streamed: StreamedBody) -> WireRequest {
        var request = self
        request.body = streamed.data
        request.headers = headers.compactMap { header in
            guard header.name.lowercased() == "content-encoding" else { return header }
            let codings = header.value.split(separator: ",")
                .map { $0.trimmingPrefix { $0 == " " } }
                .filter { !$0.lowercased().hasPrefix("aws-chunked") }
            return codings.isEmpty ? nil : (header.name, codings.joined(separator: ","))
        }
        request.headers += streamed.trailers.map { ($0.name, $0.value) }
        return request
    }

    /// The request as if what the client put into the query had been sent as headers; a header that was sent stays.
    func carrying(_ headersInQuery: [(name: String, value: String)]) -> WireRequest {
        var request = self
        request.headers += headersInQuery.filter { headers.first(named: $0.name) == nil }
        return request
    }
}
