import Foundation

/// Finds and reads the files that hold cases.
package enum CaseFiles {
    /// Endings of files that hold cases.
    package static let endings: Set = ["json", "jsonl", "ndjson", "yaml", "yml"]

    /// Reads a file, or standard input for `-`.
    ///
    /// - Throws: Foundation's error when the file cannot be read.
    package static func read(_ path: String) throws -> CaseText {
        guard path != "-" else {
            return CaseText(file: path, bytes: Array(try FileHandle.standardInput.readToEnd() ?? Data()))
        }
        return CaseText(file: path, bytes: Array(try Data(contentsOf: URL(filePath: path))))
    }

    /// A file itself, or the files with cases anywhere below a folder, in alphabetical order.
    ///
    /// - Throws: Foundation's error when a folder cannot be listed.
    package static func expand(_ path: String) throws -> [String] {
        var isFolder: ObjCBool = false
        guard path != "-", FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue
        else { return [path] }
        return try FileManager.default.subpathsOfDirectory(atPath: path)
            .filter { endings.contains(URL(filePath: $0).pathExtension) }
            .sorted()
            .map { URL(filePath: path).appending(path: $0).relativePath }
    }
}
