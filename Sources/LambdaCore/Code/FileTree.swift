import FoundationEssentials
import Glibc

/// Directories as wholes.
enum FileTree {
    /// Names of what stands in a directory, sorted.
    static func names(in directory: String) throws(CodePackageError) -> [String] {
        guard let stream = opendir(directory) else { throw .storageFailed(step: "opendir", errorNumber: errno) }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// Makes a new directory whose path begins with `prefix`; mode 0700.
    static func makeUnique(prefix: String) throws(CodePackageError) -> String {
        var template = Array((prefix + "XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else { throw .storageFailed(step: "mkdtemp", errorNumber: errno) }
        return String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// Removes a directory with everything below it, following no link; harmless when there is none.
    static func remove(_ path: String) throws(CodePackageError) {
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch let error as CocoaError where error.code == .fileNoSuchFile {
            return
        } catch {
            throw .storageFailed(step: "remove \(path)", errorNumber: errno)
        }
    }
}
