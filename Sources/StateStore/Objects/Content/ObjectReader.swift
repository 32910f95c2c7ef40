import Glibc

/// The files of an object, open: what is read stays the object's even when that is replaced or deleted meanwhile.
package final class ObjectReader: Sendable {
    private struct File: Sendable {
        let descriptor: Int32
        /// Bytes of the object that the file holds.
        let bytes: Range<Int>
    }

    private let files: [File]

    /// - Throws: ``StateStoreError/inputOutput(path:reason:)`` when a file is gone.
    init(_ contents: [ObjectContent], in store: ObjectContentStore) throws(StateStoreError) {
        var files: [File] = []
        var start = 0
        for content in contents {
            guard let descriptor = try store.open(content) else {
                for file in files { close(file.descriptor) }
                throw .inputOutput(path: content.name, reason: "the object's content is gone")
            }
            files.append(File(descriptor: descriptor, bytes: start..<(start + content.size)))
            start += content.size
        }
        self.files = files
    }

    deinit {
        for file in files { close(file.descriptor) }
    }

    /// What stands at a position, in one file and up to so many bytes. Blocks until the disk has answered.
    ///
    /// - Throws: ``StateStoreError/inputOutput(path:reason:)`` where the files hold nothing.
    package func piece(at position: Int, limitBytes: Int) throws(StateStoreError) -> [UInt8] {
        guard let file = files.first(where: { $0.bytes.contains(position) }) else {
            throw .inputOutput(path: "", reason: "the object ends before byte \(position)")
        }
        var piece = [UInt8](repeating: 0, count: min(limitBytes, file.bytes.upperBound - position))
        let offset = off_t(position - file.bytes.lowerBound)
        var count = pread(file.descriptor, &piece, piece.count, offset)
        while count < 0, errno == EINTR { count = pread(file.descriptor, &piece, piece.count, offset) }
        guard count > 0 else {
            let reason = count < 0 ? SystemError.latest.description : "the file is shorter than it was"
            throw .inputOutput(path: "", reason: reason)
        }
        piece.removeLast(piece.count - count)
        return piece
    }
}

extension ObjectContentStore {
    /// Opens all files of an object.
    package func reader(_ contents: [ObjectContent]) throws(StateStoreError) -> ObjectReader {
        try ObjectReader(contents, in: self)
    }
}
