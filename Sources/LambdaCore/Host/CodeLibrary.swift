import Dispatch
import Glibc
import Sandbox
import StateStore

/// Opens unpacked packages, and unpacks again what is not there.
struct CodeLibrary: Sendable {
    /// One package, open.
    struct Directory: Sendable {
        let handle: DirectoryHandle

        /// Whether a file or link of this name stands at the top. Links are not followed.
        func hasFile(_ name: String) -> Bool {
            var status = stat()
            return lstat("\(handle.path)/\(name)", &status) == 0 && status.st_mode & S_IFMT != S_IFDIR
        }

        /// Names of the files and links in a directory at the top; none where there is no such directory.
        func files(in directory: String) -> [String] {
            // A link could lead out of the package.
            var status = stat()
            guard lstat("\(handle.path)/\(directory)", &status) == 0, status.st_mode & S_IFMT == S_IFDIR,
                let stream = opendir("\(handle.path)/\(directory)")
            else { return [] }
            defer { closedir(stream) }
            var names: [String] = []
            while let entry = readdir(stream) {
                let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                    pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
                }
                if hasFile("\(directory)/\(name)") { names.append(name) }
            }
            return names
        }
    }

    let store: CodeStore
    let archives: any CodeArchiveSource

    func directory(of hash: ContentHash) async throws(EnvironmentFailure) -> Directory {
        if store.path(of: hash) == nil { try await unpack(hash) }
        guard let path = store.path(of: hash) else { throw .codeMissing(hash) }
        do {
            return Directory(handle: try DirectoryHandle(path: path))
        } catch {
            throw .sandbox(reason: "\(error)")
        }
    }

    /// Away from the threads of Swift's concurrency: a large package takes seconds.
    private func unpack(_ hash: ContentHash) async throws(EnvironmentFailure) {
        guard let archive = await archives.archive(of: hash) else { throw .codeMissing(hash) }
        let failure = await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                do throws(CodePackageError) {
                    _ = try store.unpack(archive)
                    continuation.resume(returning: CodePackageError?.none)
                } catch {
                    continuation.resume(returning: error)
                }
            }
        }
        if let failure { throw .sandbox(reason: "\(failure)") }
    }
}
