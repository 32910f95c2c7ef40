import Foundation
import Testing

@testable import LambdaCore

@Suite struct PackageWriterTests {
    private let folder: TemporaryDirectory

    init() throws {
        folder = try TemporaryDirectory()
        try write("app.py", "print(1)\n")
        try write("lib/größe.py", "x = 1\n")
        try write("__pycache__/app.pyc", "cache")
    }

    private func write(_ name: String, _ text: String) throws {
        let url = URL(filePath: folder.path).appending(path: name)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try text.write(to: url, atomically: false, encoding: .utf8)
    }

    @Test func `a package holds the files of its directory, and the same files give the same bytes`() throws {
        let writer = PackageWriter(directory: folder.path)
        let archive = try writer.archive()
        var names: [String] = []
        try ArchiveReader.withReader(over: archive) { reader throws(CodePackageError) in
            while let entry = try reader.next() { names.append(entry.name) }
        }
        #expect(names == ["app.py", "lib/größe.py"])
        try write("app.py", "print(1)\n")
        #expect(try writer.archive() == archive)
        try write("app.py", "print(2)\n")
        #expect(try writer.archive() != archive)
    }

    @Test func `the content of a directory changes when a file is saved, added or removed`() throws {
        let first = try DirectoryContent(of: folder.path)
        #expect(try DirectoryContent(of: folder.path) == first)
        try write("new.py", "")
        let second = try DirectoryContent(of: folder.path)
        #expect(second != first)
        try write("__pycache__/other.pyc", "x")
        #expect(try DirectoryContent(of: folder.path) == second)
        try FileManager.default.removeItem(atPath: folder.path + "/new.py")
        #expect(try DirectoryContent(of: folder.path) == first)
    }

    @Test func `a directory that is not there is an error`() {
        #expect(throws: CodePackageError.self) { try PackageWriter(directory: "/does/not/exist").archive() }
    }
}
