import Glibc

package import struct StateStore.ContentHash

/// Unpacked packages, one directory for each content: what sandboxes see at `/var/task` and under `/opt`.
///
/// A cache: everything can be made again from the archives. A package is unpacked beside its final place and renamed
/// into it, so what stands there is whole even if the process was killed. After a power failure that would not hold,
/// so each boot of the host has a directory of its own.
package struct CodeStore: Sendable {
    private let directory: String
    private let limits: CodePackageLimits

    /// - Parameters:
    ///   - root: a directory that belongs to the server alone; made if missing, with its parents in place.
    ///   - bootIdentifier: the same for the time of one boot, such as `/proc/sys/kernel/random/boot_id`.
    package init(
        root: String,
        bootIdentifier: String,
        limits: CodePackageLimits = CodePackageLimits()
    ) throws(CodePackageError) {
        directory = "\(root)/\(bootIdentifier)"
        self.limits = limits
        try Self.makeDirectory(root)
        for name in try FileTree.names(in: root) where name != bootIdentifier {
            try FileTree.remove("\(root)/\(name)")
        }
        try Self.makeDirectory(directory)
        for name in try FileTree.names(in: directory) where name.hasPrefix(Self.partialPrefix) {
            try FileTree.remove("\(directory)/\(name)")
        }
    }

    private static let partialPrefix = "partial-"

    /// The directory of a package; nil when it is not unpacked.
    package func path(of hash: ContentHash) -> String? {
        let path = place(of: hash)
        return access(path, F_OK) == 0 ? path : nil
    }

    private func place(of hash: ContentHash) -> String { "\(directory)/\(hash.hexadecimal)" }

    /// Checks an archive, unpacks it, and keeps the result under its hash.
    ///
    /// Takes up to seconds for a large package; call it away from event loops.
    ///
    /// - Parameter isUploaded: whether the archive came in a request. Archives in S3 are bound by their content alone.
    package func unpack(_ archive: [UInt8], isUploaded: Bool = true) throws(CodePackageError) -> CodePackage {
        guard !isUploaded || archive.count <= limits.zippedBytes else {
            throw .zippedTooLarge(limitBytes: limits.zippedBytes)
        }
        // The directory of an archive without entries is all there is of it, and libarchive takes it for no ZIP.
        guard !archive.isEmpty, !archive.starts(with: [0x50, 0x4B, 0x05, 0x06]) else { throw .empty }
        let partial = try FileTree.makeUnique(prefix: "\(directory)/\(Self.partialPrefix)")
        var isKept = false
        defer {
            // What cannot be removed now is removed when the store is opened next.
            if !isKept { _ = Result { () throws(CodePackageError) in try FileTree.remove(partial) } }
        }
        let summary = try ArchiveReader.withReader(over: archive) { reader throws(CodePackageError) in
            var extractor = PackageExtractor(root: partial, limits: limits)
            return try extractor.extract(reader)
        }
        let hash = ContentHash(of: archive)
        isKept = try move(partial, to: place(of: hash))
        return CodePackage(
            hash: hash,
            zippedBytes: archive.count,
            unzippedBytes: summary.unzippedBytes,
            files: summary.files
        )
    }

    /// Returns false when the place is taken: by the same content, then.
    private func move(_ partial: String, to place: String) throws(CodePackageError) -> Bool {
        guard chmod(partial, 0o755) == 0 else { throw .storageFailed(step: "chmod", errorNumber: errno) }
        if rename(partial, place) == 0 { return true }
        guard errno == ENOTEMPTY || errno == EEXIST else { throw .storageFailed(step: "rename", errorNumber: errno) }
        return false
    }

    /// Forgets a package that no function has any more. Sandboxes that run keep what they see until they end.
    package func remove(_ hash: ContentHash) throws(CodePackageError) {
        try FileTree.remove(place(of: hash))
    }

    private static func makeDirectory(_ path: String) throws(CodePackageError) {
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
            throw .storageFailed(step: "mkdir", errorNumber: errno)
        }
    }
}
