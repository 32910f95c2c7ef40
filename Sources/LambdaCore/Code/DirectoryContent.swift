import Glibc

/// What a directory holds, as far as can be told without reading the files: equal as long as nothing was saved.
package struct DirectoryContent: Equatable, Sendable {
    private struct File: Equatable, Sendable {
        let path: String
        let sizeBytes: Int64
        let mode: UInt32
        let inode: UInt64
        let modifiedSeconds: Int
        let modifiedNanoseconds: Int
    }

    private var files: [File] = []

    /// - Throws: when the directory, or one below it, cannot be read.
    package init(of directory: String) throws(CodePackageError) {
        try add(directory)
    }

    private mutating func add(_ directory: String) throws(CodePackageError) {
        for name in try FileTree.names(in: directory) where !PackageWriter.ignoredNames.contains(name) {
            let path = "\(directory)/\(name)"
            var status = stat()
            guard stat(path, &status) == 0 else { continue }
            if status.st_mode & S_IFMT == S_IFDIR {
                try add(path)
            } else {
                files.append(
                    File(
                        path: path,
                        sizeBytes: Int64(status.st_size),
                        mode: status.st_mode,
                        inode: UInt64(status.st_ino),
                        modifiedSeconds: status.st_mtim.tv_sec,
                        modifiedNanoseconds: status.st_mtim.tv_nsec
                    )
                )
            }
        }
    }
}
