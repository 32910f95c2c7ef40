import Glibc

/// Unpacks one archive into an empty directory of its own.
///
/// What is hostile here is the archive: its names, links, sizes and number of entries. Nothing is ever written through
/// a symbolic link, because every directory on the way was made, as a directory, by the extractor itself.
struct PackageExtractor: ~Copyable {
    private let root: String
    private let limits: CodePackageLimits
    private var directories: Set<PackagePath> = []
    private var entryCount = 0
    private var unzippedBytes = 0
    private var files: Set<PackagePath> = []
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 17, alignment: 16)

    /// - Parameter root: an empty directory that nobody else writes to.
    init(root: String, limits: CodePackageLimits) {
        self.root = root
        self.limits = limits
    }

    deinit {
        buffer.deallocate()
    }

    /// What was unpacked.
    struct Summary {
        let unzippedBytes: Int
        /// Paths of regular files, sorted.
        let files: [String]
    }

    mutating func extract(_ reader: ArchiveReader) throws(CodePackageError) -> Summary {
        while let entry = try reader.next() {
            try count()
            guard let path = PackagePath(entryName: entry.name) else {
                // The package's own directory may be listed as "./".
                if case .directory = entry.kind, entry.name.allSatisfy({ $0 == "." || $0 == "/" }),
                    entry.name.hasPrefix("./")
                {
                    continue
                }
                throw .notAnArchive(detail: "an entry's name leaves the package: \(entry.name)")
            }
            try write(entry, at: path, from: reader)
        }
        guard !files.isEmpty else { throw .empty }
        return Summary(unzippedBytes: unzippedBytes, files: files.map(\.text).sorted())
    }

    private mutating func write(
        _ entry: ArchiveReader.Entry,
        at path: PackagePath,
        from reader: ArchiveReader
    ) throws(CodePackageError) {
        try makeParents(of: path)
        switch entry.kind {
        case .directory:
            try makeDirectory(path)
        case .link(let target):
            guard path.allows(linkTarget: target) else {
                throw .notAnArchive(detail: "a symbolic link leaves the package: \(path.text)")
            }
            try clear(path)
            try check(symlink(target, absolute(path)), "symlink")
        case .file:
            try clear(path)
            try writeFile(entry, at: path, from: reader)
            files.insert(path)
        }
    }

    /// Directories that are only implied count, too: each costs the host as much as a listed one.
    private mutating func count() throws(CodePackageError) {
        entryCount += 1
        guard entryCount <= limits.entries else { throw .tooManyEntries(limit: limits.entries) }
    }

    private mutating func makeParents(of path: PackagePath) throws(CodePackageError) {
        var missing: [PackagePath] = []
        var parent = path.parent
        while let directory = parent, !directories.contains(directory) {
            missing.append(directory)
            parent = directory.parent
        }
        for directory in missing.reversed() {
            try count()
            try makeDirectory(directory)
        }
    }

    private mutating func makeDirectory(_ path: PackagePath) throws(CodePackageError) {
        guard directories.insert(path).inserted else { return }
        guard mkdir(absolute(path), 0o755) == 0 else {
            guard errno == EEXIST else { throw .storageFailed(step: "mkdir", errorNumber: errno) }
            throw .notAnArchive(detail: "an entry is both file and directory: \(path.text)")
        }
    }

    /// Removes an earlier entry of the same name: the later one counts.
    private mutating func clear(_ path: PackagePath) throws(CodePackageError) {
        guard !directories.contains(path) else {
            throw .notAnArchive(detail: "an entry is both file and directory: \(path.text)")
        }
        guard unlink(absolute(path)) == 0 else {
            return try check(errno == ENOENT ? 0 : -1, "unlink")
        }
        files.remove(path)
    }

    private mutating func writeFile(
        _ entry: ArchiveReader.Entry,
        at path: PackagePath,
        from reader: ArchiveReader
    ) throws(CodePackageError) {
        let mode: mode_t = entry.isExecutable ? 0o755 : 0o644
        let file = open(absolute(path), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
        try check(file, "open")
        defer { close(file) }
        // The process's umask must not decide what functions can read.
        try check(fchmod(file, mode), "fchmod")
        while case let count = try reader.read(into: buffer), count > 0 {
            unzippedBytes += count
            guard unzippedBytes <= limits.unzippedBytes else {
                throw .unzippedTooLarge(limitBytes: limits.unzippedBytes)
            }
            try writeAll(count, to: file)
        }
        if let seconds = entry.modifiedSeconds {
            // Python compares it with the time that a compiled file beside it recorded.
            let time = timespec(tv_sec: seconds, tv_nsec: 0)
            try check(futimens(file, [time, time]), "futimens")
        }
    }

    private func writeAll(_ count: Int, to file: CInt) throws(CodePackageError) {
        var start = 0
        while start < count {
            let written = Glibc.write(file, buffer.baseAddress?.advanced(by: start), count - start)
            try check(CInt(truncatingIfNeeded: min(written, 0)), "write")
            start += written
        }
    }

    private func absolute(_ path: PackagePath) -> String { "\(root)/\(path.text)" }

    private func check(_ status: CInt, _ step: String) throws(CodePackageError) {
        guard status >= 0 else { throw .storageFailed(step: step, errorNumber: errno) }
    }
}
