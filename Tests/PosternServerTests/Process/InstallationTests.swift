import Foundation
import Testing

@testable import PosternServer

struct InstallationTests {
    private func folder(_ layout: [String]) throws -> URL {
        let root = FileManager.default.temporaryDirectory.appending(path: "installation-\(UUID().uuidString)")
        for path in layout {
            try FileManager.default.createDirectory(at: root.appending(path: path), withIntermediateDirectories: true)
        }
        return root
    }

    @Test("the shared files are found from a build folder and from an installation")
    func layouts() throws {
        let tree = try folder([".build/debug", "policies", "Runtimes"])
        let built = try Installation.locate(executable: tree.path + "/.build/debug/postern")
        #expect(built.policiesDirectory == tree.path + "/policies")
        #expect(built.launcherPath == tree.path + "/.build/debug/postern-launcher")
        let prefix = try folder(["bin", "share/postern/policies", "share/postern/Runtimes"])
        let installed = try Installation.locate(executable: prefix.path + "/bin/postern")
        #expect(installed.runtimesDirectory == prefix.path + "/share/postern/Runtimes")
    }

    @Test("a binary alone is told what is missing")
    func missing() throws {
        let alone = try folder(["bin"])
        let error = #expect(throws: InstallationError.self) {
            try Installation.locate(executable: alone.path + "/bin/postern")
        }
        #expect("\(try #require(error))".contains("policies"))
    }
}
