import Foundation
import StateStore
import Testing

@Suite("Deployment packages")
struct CodePackageStoreTests {
    @Test("are kept by the hash of their bytes, readable by their owner only")
    func storing() throws {
        let folder = TemporaryDirectory()
        let packages = try StateStore.open(StateDirectory(path: folder.path)).codePackages
        let code = try packages.store(Array("archive".utf8))
        #expect(code == FunctionCode(hash: ContentHash(of: Array("archive".utf8)), sizeBytes: 7))
        #expect(try packages.store(Array("archive".utf8)) == code)
        #expect(try packages.archive(code.hash) == Array("archive".utf8))
        #expect(try packages.archive(ContentHash(of: [])) == nil)
        let attributes = try FileManager.default.attributesOfItem(atPath: packages.path(of: code.hash))
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test("are removed when no function uses them")
    func cleaning() throws {
        let folder = TemporaryDirectory()
        let packages = try StateStore.open(StateDirectory(path: folder.path)).codePackages
        let used = try packages.store([1])
        let unused = try packages.store([2])
        try packages.removeAll(except: [used.hash])
        #expect(try packages.archive(used.hash) == [1])
        #expect(try packages.archive(unused.hash) == nil)
    }

    @Test("have the hash that sha256sum prints")
    func hashes() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        #expect(ContentHash(of: []).hexadecimal == empty)
        #expect(ContentHash(of: Array("abc".utf8)).hexadecimal == abc)
        #expect(ContentHash(hexadecimal: abc) == ContentHash(of: Array("abc".utf8)))
        #expect(ContentHash(hexadecimal: abc.uppercased()) == nil)
    }
}
