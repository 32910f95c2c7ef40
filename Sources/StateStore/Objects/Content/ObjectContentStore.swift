import Glibc

/// The files of S3's objects, under random names: a file belongs to one version or one part at most, and what no
/// version or part names is left over from a write that was cut off.
package struct ObjectContentStore: Sendable {
    private let folder: String
    private let randomness: RandomSource

    init(path: String, randomness: RandomSource) {
        folder = path
        self.randomness = randomness
    }

    /// A new file to be written.
    package func draft() throws(StateStoreError) -> ObjectContentDraft {
        let name = randomness.bytes(16).map(Self.hexadecimal).joined()
        return try reporting { () throws(SystemError) in
            if mkdir(shard(of: name), 0o700) != 0, errno != EEXIST { throw .latest }
            return ObjectContentDraft(
                name: name,
                shard: shard(of: name),
                file: try PrivateFile(path: path(of: name), flags: O_RDWR | O_CREAT | O_EXCL)
            )
        }
    }

    /// A second name for a file that is whole already; neither copy notices when the other goes.
    package func duplicate(_ content: ObjectContent) throws(StateStoreError) -> ObjectContent {
        let name = randomness.bytes(16).map(Self.hexadecimal).joined()
        try reporting { () throws(SystemError) in
            if mkdir(shard(of: name), 0o700) != 0, errno != EEXIST { throw .latest }
            guard link(path(of: content.name), path(of: name)) == 0 else { throw .latest }
            try PrivateFile(path: shard(of: name), flags: O_RDONLY | O_DIRECTORY).synchronize()
        }
        return ObjectContent(name: name, size: content.size)
    }

    /// Opens a file for reading; it can be read to its end even when it is removed meanwhile.
    ///
    /// - Returns: a descriptor that the caller closes; nil when the file is gone.
    package func open(_ content: ObjectContent) throws(StateStoreError) -> Int32? {
        let descriptor = Glibc.open(path(of: content.name), O_RDONLY | O_CLOEXEC)
        if descriptor >= 0 { return descriptor }
        guard errno != ENOENT else { return nil }
        throw .inputOutput(path: path(of: content.name), reason: SystemError.latest.description)
    }

    /// Removes files that nothing names any longer. One that cannot be removed now goes at the next start.
    package func remove(_ contents: [ObjectContent]) {
        for content in contents { unlink(path(of: content.name)) }
    }

    /// Removes every file whose name is not in the set; call it when nothing is being written.
    func removeAll(except used: Set<String> = []) throws(StateStoreError) {
        try reporting { () throws(SystemError) in
            for shard in try FolderListing.names(in: folder) {
                for name in try FolderListing.names(in: "\(folder)/\(shard)") where !used.contains(name) {
                    guard unlink("\(folder)/\(shard)/\(name)") == 0 || errno == ENOENT else { throw .latest }
                }
            }
        }
    }

    private func shard(of name: String) -> String { "\(folder)/\(name.prefix(2))" }

    private func path(of name: String) -> String { "\(shard(of: name))/\(name)" }

    private static func hexadecimal(_ byte: UInt8) -> String {
        (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }

    private func reporting<Value: ~Copyable>(_ body: () throws(SystemError) -> Value) throws(StateStoreError) -> Value {
        do {
            return try body()
        } catch {
            throw .inputOutput(path: folder, reason: error.description)
        }
    }
}
