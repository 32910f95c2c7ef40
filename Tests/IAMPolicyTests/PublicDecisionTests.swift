import Foundation
import Testing

/// The public decision cases that lie beside the project; skipped where they do not.
@Suite("Public decision cases")
struct PublicDecisionTests {
    static let file = URL(filePath: #filePath)
        .deletingLastPathComponent().appending(path: "../../../shared/cases/decisions.json").standardizedFileURL

    static let cases: [EvaluationCase] = {
        guard let data = try? Data(contentsOf: file),
            let objects = try? JSONSerialization.jsonObject(with: data) as? [[String: Any]]
        else {
            print("skipping the public decision cases: no file at \(file.path)")
            return []
        }
        return objects.compactMap { try? EvaluationCase($0) }
    }()

    @Test("the decision is the one expected", arguments: cases)
    func decision(_ evaluationCase: EvaluationCase) {
        #expect(evaluationCase.decide() == evaluationCase.expected)
    }
}
