import Foundation
import IAMPolicy
import PolicyCases
import Testing

/// Every documented decision, decided the way `postern test` decides it.
@Suite("Documented decisions")
struct FixtureTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../fixtures/decisions").standardizedFileURL.path()

    private static func cases() throws -> [LoadedCase] {
        try CaseFiles.expand(folder).flatMap { try CaseFiles.read($0).cases() }
    }

    @Test("come out as documented, in every layer")
    func decisions() throws {
        let results = try Self.cases().map(CaseResult.init(running:))
        #expect(results.count > 500)
        for result in results {
            #expect(result.differences == [], "case \(result.title)")
            guard case .success(let outcome) = result.outcome else { continue }
            let expected = try result.expectation.get().layers
            #expect(Set(outcome.layers.map(\.layer)) == Set(expected.keys), "layers of case \(result.title)")
        }
    }

    @Test("have ids of their own")
    func ids() throws {
        let ids = try Self.cases().map(\.id)
        #expect(!ids.contains(nil))
        #expect(Set(ids).count == ids.count)
    }
}
