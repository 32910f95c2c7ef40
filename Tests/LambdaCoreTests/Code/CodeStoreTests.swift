import Foundation
import StateStore
import Testing

@testable import LambdaCore

@Suite struct CodeStoreTests {
    private let directory: TemporaryDirectory
    private let store: CodeStore

    init() throws {
        directory = try TemporaryDirectory()
        store = try CodeStore(root: "\(directory.path)/code", bootIdentifier: "boot-1")
    }

    private func text(_ path: String, in package: CodePackage) throws -> String {
        let root = try #require(store.path(of: package.hash))
        return try String(contentsOfFile: "\(root)/\(path)", encoding: .utf8)
    }

    private func permissions(_ path: String, in package: CodePackage) throws -> Int? {
        let root = try #require(store.path(of: package.hash))
        return try FileManager.default.attributesOfItem(atPath: "\(root)/\(path)")[.posixPermissions] as? Int
    }

    @Test func `a package is unpacked under the hash of its archive`() throws {
        let archive = ZipFile.archive(
            ZipFile.directory("lib/"),
            ZipFile.file("lib/util.py", "x = 1"),
            ZipFile.file("app.py", "import lib.util")
        )
        let package = try store.unpack(archive)
        #expect(package.hash == ContentHash(of: archive))
        #expect(package.files == ["app.py", "lib/util.py"])
        #expect(package.zippedBytes == archive.count)
        #expect(package.unzippedBytes == 20)
        #expect(try text("lib/util.py", in: package) == "x = 1")
    }

    @Test func `everything is readable, and executable where the archive says so`() throws {
        let package = try store.unpack(
            ZipFile.archive(
                ZipFile.file("private.py", mode: 0o100600),
                ZipFile.file("bootstrap", mode: 0o100700),
                ZipFile.file("deep/er/file", mode: 0)
            )
        )
        #expect(try permissions("private.py", in: package) == 0o644)
        #expect(try permissions("bootstrap", in: package) == 0o755)
        #expect(try permissions("deep/er", in: package) == 0o755)
        #expect(try permissions("deep/er/file", in: package) == 0o644)
    }

    @Test func `links that stay inside are kept`() throws {
        let package = try store.unpack(
            ZipFile.archive(
                ZipFile.file("lib/libz.so.1.3", "elf"),
                ZipFile.link("lib/libz.so", to: "libz.so.1.3"),
                ZipFile.link("bin/z", to: "../lib/libz.so")
            )
        )
        #expect(try text("bin/z", in: package) == "elf")
        #expect(package.files == ["lib/libz.so.1.3"])
    }

    @Test(arguments: [false, true])
    func `names beyond ASCII survive, marked as UTF-8 or not`(_ isMarked: Bool) throws {
        var entry = ZipFile.file("häß/日本.py", "1")
        entry.isMarkedUTF8 = isMarked
        let package = try store.unpack(ZipFile.archive(entry))
        #expect(package.files == ["häß/日本.py"])
        #expect(try text("häß/日本.py", in: package) == "1")
    }

    @Test func `the same archive twice is one package`() throws {
        let archive = ZipFile.archive(ZipFile.file("app.py", "1"))
        let first = try store.unpack(archive)
        let second = try store.unpack(archive)
        #expect(first.hash == second.hash)
        #expect(try FileTree.names(in: "\(directory.path)/code/boot-1") == [first.hash.hexadecimal])
    }

    @Test func `of two entries with one name the later counts`() throws {
        let package = try store.unpack(
            ZipFile.archive(ZipFile.file("app.py", "old"), ZipFile.file("app.py", "new"))
        )
        #expect(try text("app.py", in: package) == "new")
        #expect(package.files == ["app.py"])
    }

    static let refused: [(String, [UInt8])] = [
        ("not a ZIP", Array("PK is how they begin".utf8)),
        ("cut short", Array(ZipFile.archive(ZipFile.file("app.py", "12345")).dropLast(30))),
        ("climbs out", ZipFile.archive(ZipFile.file("../app.py", "1"))),
        ("climbs out later", ZipFile.archive(ZipFile.file("lib/../../app.py", "1"))),
        ("absolute", ZipFile.archive(ZipFile.file("/etc/cron.d/app", "1"))),
        ("link to an absolute path", ZipFile.archive(ZipFile.link("x", to: "/etc/passwd"), ZipFile.file("a"))),
        ("link out", ZipFile.archive(ZipFile.link("x", to: "../../etc/passwd"), ZipFile.file("a"))),
        ("link out by another link", ZipFile.archive(ZipFile.link("x", to: "a/b/../../.."), ZipFile.file("a"))),
        ("through a link", ZipFile.archive(ZipFile.link("x", to: "."), ZipFile.file("x/app.py", "1"))),
        ("file as a directory", ZipFile.archive(ZipFile.file("x", "1"), ZipFile.file("x/y", "2"))),
        ("directory as a file", ZipFile.archive(ZipFile.file("x/y", "1"), ZipFile.file("x", "2"))),
        ("device", ZipFile.archive(.init(name: "x", mode: 0o020666), ZipFile.file("a"))),
        ("encrypted", ZipFile.archive(.init(name: "x", content: [1, 2, 3], isEncrypted: true))),
        ("wrong checksum", ZipFile.archive(.init(name: "x", content: [1, 2, 3], claimedChecksum: 7))),
        ("name too long", ZipFile.archive(ZipFile.file(String(repeating: "n", count: 256), "1"))),
    ]

    @Test(arguments: refused)
    func `an archive that cannot be trusted is refused in AWS's words`(_ why: String, _ archive: [UInt8]) throws {
        let error = try #require(throws: CodePackageError.self, "\(why)") { try store.unpack(archive) }
        #expect(
            error.message == "Could not unzip uploaded file. Please check your file, then try to upload again.",
            "\(why): \(error)"
        )
        #expect(try FileTree.names(in: "\(directory.path)/code/boot-1").isEmpty, "nothing is left behind")
        #expect(try FileTree.names(in: directory.path) == ["code"], "nothing is written elsewhere")
    }

    @Test func `an archive without files is refused`() throws {
        #expect(throws: CodePackageError.empty) { try store.unpack([]) }
        #expect(throws: CodePackageError.empty) { try store.unpack(ZipFile.archive()) }
        #expect(throws: CodePackageError.empty) { try store.unpack(ZipFile.archive(ZipFile.directory("lib/"))) }
    }

    @Test func `limits hold for what is unpacked, not for what the archive claims`() throws {
        var limits = CodePackageLimits()
        limits.unzippedBytes = 10
        limits.entries = 4
        limits.zippedBytes = 600
        let store = try CodeStore(root: "\(directory.path)/small", bootIdentifier: "b", limits: limits)
        #expect(throws: CodePackageError.unzippedTooLarge(limitBytes: 10)) {
            try store.unpack(ZipFile.archive(ZipFile.file("a", "123456"), ZipFile.file("b", "12345")))
        }
        #expect(throws: CodePackageError.tooManyEntries(limit: 4)) {
            try store.unpack(ZipFile.archive(ZipFile.file("implied/directories/count/too/a", "1")))
        }
        #expect(throws: CodePackageError.zippedTooLarge(limitBytes: 600)) {
            try store.unpack([UInt8](repeating: 0, count: 601))
        }
        #expect(try store.unpack(ZipFile.archive(ZipFile.file("a", "1234567890"))).unzippedBytes == 10)
    }

    @Test func `what an interrupted upload or an earlier boot left is removed when the store is opened`() throws {
        let root = "\(directory.path)/code"
        try FileManager.default.createDirectory(atPath: "\(root)/boot-1/partial-x/y", withIntermediateDirectories: true)
        try FileManager.default.createDirectory(atPath: "\(root)/boot-0/z", withIntermediateDirectories: true)
        let package = try store.unpack(ZipFile.archive(ZipFile.file("app.py", "1")))
        let reopened = try CodeStore(root: root, bootIdentifier: "boot-1")
        #expect(reopened.path(of: package.hash) != nil)
        #expect(try FileTree.names(in: root) == ["boot-1"])
        #expect(try FileTree.names(in: "\(root)/boot-1") == [package.hash.hexadecimal])
        try reopened.remove(package.hash)
        #expect(reopened.path(of: package.hash) == nil)
    }

    @Test(arguments: [
        ("app.handler", "python3.12", ["app.py"], nil),
        ("pkg.app.handler", "python3.12", ["pkg/app.py"], nil),
        ("pkg/app.handler", "python3.12", ["pkg/app/__init__.py"], nil),
        ("index.handler", "nodejs20.x", ["index.mjs"], nil),
        ("src/index.api.get", "nodejs20.x", ["src/index.js"], nil),
        ("anything", "provided.al2023", ["bootstrap"], nil),
        (
            "app.handler", "python3.12", ["function/app.py"],
            "the handler app.handler needs app.py or app/__init__.py in the package; "
                + "the package has function/app.py, one folder too deep"
        ),
        (
            "index.handler", "nodejs20.x", ["app.js"],
            "the handler index.handler needs index.js or index.mjs or index.cjs in the package"
        ),
    ])
    func `a missing handler is hinted at`(
        _ handler: String,
        _ runtime: String,
        _ files: [String],
        _ hint: String?
    ) throws {
        let runtime = try #require(FunctionRuntime(identifier: runtime))
        let package = CodePackage(hash: ContentHash(of: []), zippedBytes: 0, unzippedBytes: 0, files: files)
        #expect(package.handlerHint(handler, runtime: runtime) == hint)
    }
}
