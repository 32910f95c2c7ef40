import Foundation
import IAMPolicy
import Testing

/// Every version of AWS's managed policies that lies beside the project; skipped where it does not.
@Suite("AWS managed policies")
struct ManagedPolicyCorpusTests {
    @Test("every one of them is a valid identity policy without findings")
    func parse() throws {
        let documents = try SharedData.json(compressed: "managed_policy_versions.json.xz") as? [String: [[String: Any]]]
        guard let documents else { return }
        var count = 0
        for (name, versions) in documents {
            for version in versions {
                let text = try JSONSerialization.data(withJSONObject: try #require(version["doc"]))
                do {
                    let document = try PolicyDocument(parsing: Array(text), kind: .identity)
                    #expect(document.findings.isEmpty, "\(name): \(document.findings)")
                    count += 1
                } catch {
                    Issue.record("\(name): \(error)")
                }
            }
        }
        #expect(count > 4_000)
    }
}
