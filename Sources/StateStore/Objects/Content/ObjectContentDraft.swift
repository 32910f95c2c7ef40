import Glibc

/// A content file in the making. One that is given up without ``finish()`` is removed.
package struct ObjectContentDraft: ~Copyable {
    private let name: String
    private let shard: String
    private let file: PrivateFile
    private var size = 0
    private var isFinished = false

    init(name: String, shard: String, file: consuming PrivateFile) {
        self.name = name
        self.shard = shard
        self.file = file
    }

    deinit {
        if !isFinished { unlink(file.path) }
    }

    package mutating func write(_ bytes: UnsafeRawBufferPointer) throws(StateStoreError) {
        do {
            try file.write(bytes)
        } catch {
            throw .inputOutput(path: file.path, reason: error.description)
        }
        size += bytes.count
    }

    package mutating func write(_ bytes: ArraySlice<UInt8>) throws(StateStoreError) {
        try bytes.withUnsafeBufferPointer { bytes throws(StateStoreError) in try write(UnsafeRawBufferPointer(bytes)) }
    }

    /// Returns when the content and its name are on the disk.
    package mutating func finish() throws(StateStoreError) -> ObjectContent {
        do {
            try file.synchronize()
            try PrivateFile(path: shard, flags: O_RDONLY | O_DIRECTORY).synchronize()
        } catch {
            throw .inputOutput(path: file.path, reason: error.description)
        }
        isFinished = true
        return ObjectContent(name: name, size: size)
    }
}
