import Foundation
import Testing

@testable import AWSWire

@Suite("Generated code", .enabled(if: Botocore.isInstalled, "no .venv with botocore: run Scripts/setup.sh test"))
struct GenerationTests {
    @Test("Generating again from the pinned botocore gives the committed files, byte for byte")
    func regeneration() throws {
        let fresh = FileManager.default.temporaryDirectory.appendingPathComponent("generated-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: fresh) }
        _ = try Botocore.run("Scripts/generate-wire.py", ["--output", fresh.path])
        let committed = Botocore.root.appendingPathComponent("Sources/AWSWire/Generated")
        let committedNames = try names(in: committed)
        #expect(!committedNames.isEmpty)
        #expect(try names(in: fresh) == committedNames)
        for name in committedNames {
            let isSame = FileManager.default.contentsEqual(
                atPath: fresh.appendingPathComponent(name).path,
                andPath: committed.appendingPathComponent(name).path
            )
            #expect(isSame, "\(name) differs")
        }
    }

    private func names(in folder: URL) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
    }
}
