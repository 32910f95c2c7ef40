import AWSWire
import CArchive

/// A body that came with `Content-Encoding: gzip`, for the operations whose model has the trait `requestCompression`.
///
/// <https://smithy.io/2.0/spec/behavior-traits.html#requestcompression-trait>
struct GzipBody {
    private let compressed: [UInt8]

    enum Failure: Error, Equatable {
        case notGzip
        /// More than was asked for comes out of it.
        case tooLong
    }

    /// Nil where the body is not compressed.
    init?(_ request: WireRequest) {
        guard request.headers.first(named: "content-encoding")?.lowercased() == "gzip" else { return nil }
        compressed = request.body
    }

    init(_ compressed: [UInt8]) {
        self.compressed = compressed
    }

    /// What was compressed. Not a byte more than `limitBytes` and one piece is ever held, however much would come out.
    func unpacked(limitBytes: Int) throws(Failure) -> [UInt8] {
        // libarchive takes what does not begin as gzip for an empty stream.
        guard compressed.starts(with: [0x1f, 0x8b, 8]), let archive = archive_read_new() else { throw .notGzip }
        defer { archive_read_free(archive) }
        let result = compressed.withUnsafeBytes { bytes in
            Result { () throws(Failure) in try Self.read(bytes, with: archive, limitBytes) }
        }
        return try result.get()
    }

    private static func read(
        _ bytes: UnsafeRawBufferPointer,
        with archive: OpaquePointer,
        _ limitBytes: Int
    ) throws(Failure) -> [UInt8] {
        guard archive_read_support_format_raw(archive) == ARCHIVE_OK,
            // The filter is given, not guessed: gzip within gzip stays as it is.
            archive_read_append_filter(archive, ARCHIVE_FILTER_GZIP) == ARCHIVE_OK,
            archive_read_open_memory(archive, bytes.baseAddress, bytes.count) == ARCHIVE_OK
        else { throw .notGzip }
        var entry: OpaquePointer?
        let status = archive_read_next_header(archive, &entry)
        guard status != ARCHIVE_EOF else { return [] }
        guard status == ARCHIVE_OK else { throw .notGzip }
        var unpacked: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = piece.withUnsafeMutableBytes { archive_read_data(archive, $0.baseAddress, $0.count) }
            guard count >= 0 else { throw .notGzip }
            guard count > 0 else { return unpacked }
            guard unpacked.count + count <= limitBytes else { throw .tooLong }
            unpacked += piece[..<count]
        }
    }
}
