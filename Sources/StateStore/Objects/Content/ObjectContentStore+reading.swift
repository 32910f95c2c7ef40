import Glibc

extension ObjectContentStore {
    /// Bytes that are read at once.
    private static let pieceBytes = 1 << 20

    /// Reads a range of several files one behind the other, piece by piece.
    ///
    /// - Parameters:
    ///   - range: bytes counted from the start of the first file.
    ///   - take: is given each piece, which is valid during the call only.
    /// - Throws: ``StateStoreError/inputOutput(path:reason:)`` also when a file is shorter than it was.
    package func read(
        _ contents: [ObjectContent],
        _ range: Range<Int>,
        _ take: (UnsafeRawBufferPointer) throws(StateStoreError) -> Void
    ) throws(StateStoreError) {
        var start = 0
        for content in contents {
            let wanted = range.clamped(to: start..<(start + content.size))
            if !wanted.isEmpty {
                try read(content, (wanted.lowerBound - start)..<(wanted.upperBound - start), take)
            }
            start += content.size
        }
    }

    private func read(
        _ content: ObjectContent,
        _ range: Range<Int>,
        _ take: (UnsafeRawBufferPointer) throws(StateStoreError) -> Void
    ) throws(StateStoreError) {
        guard let descriptor = try open(content) else {
            throw .inputOutput(path: content.name, reason: "the object's content is gone")
        }
        defer { close(descriptor) }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: min(Self.pieceBytes, range.count), alignment: 16)
        defer { buffer.deallocate() }
        var position = range.lowerBound
        while position < range.upperBound {
            let count = pread(
                descriptor,
                buffer.baseAddress,
                min(buffer.count, range.upperBound - position),
                off_t(position)
            )
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                let reason = count < 0 ? SystemError.latest.description : "the file is shorter than it was"
                throw .inputOutput(path: content.name, reason: reason)
            }
            try take(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            position += count
        }
    }
}
