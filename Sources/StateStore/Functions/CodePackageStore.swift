import Glibc

/// Deployment packages as files named after the SHA-256 of their bytes: two functions with the same code share one file,
/// and a file that stands there is whole.
package struct CodePackageStore: Sendable {
    private let folder: String

    init(path: String) {
        folder = path
    }

    /// Keeps a ZIP archive. When this returns, the bytes are on the disk.
    ///
    /// - Parameter unzippedBytes: what the archive's files measure together, when it has been looked into.
    package func store(_ archive: [UInt8], unzippedBytes: Int? = nil) throws(StateStoreError) -> FunctionCode {
        let hash = ContentHash(of: archive)
        let path = path(of: hash)
        if access(path, F_OK) != 0 {
            try reporting { () throws(SystemError) in try PrivateFile.replace(path, with: archive) }
        }
        return FunctionCode(hash: hash, sizeBytes: archive.count, unzippedBytes: unzippedBytes)
    }

    /// The archive with this hash; nil when there is none.
    package func archive(_ hash: ContentHash) throws(StateStoreError) -> [UInt8]? {
        do {
            return try PrivateFile(path: path(of: hash), flags: O_RDONLY).read()
        } catch {
            guard error.code != ENOENT else { return nil }
            throw .inputOutput(path: path(of: hash), reason: error.description)
        }
    }

    /// Where the archive with this hash stands, if there is one.
    package func path(of hash: ContentHash) -> String {
        "\(folder)/\(hash).zip"
    }

    /// Removes every archive that is not in the set; call it when no upload is under way.
    package func removeAll(except used: Set<ContentHash> = []) throws(StateStoreError) {
        let kept = Set(used.map { "\($0).zip" })
        try reporting { () throws(SystemError) in
            for name in try FolderListing.names(in: folder) where !kept.contains(name) {
                guard unlink("\(folder)/\(name)") == 0 || errno == ENOENT else { throw .latest }
            }
        }
    }

    private func reporting<Value>(_ body: () throws(SystemError) -> Value) throws(StateStoreError) -> Value {
        do {
            return try body()
        } catch {
            throw .inputOutput(path: folder, reason: error.description)
        }
    }
}
