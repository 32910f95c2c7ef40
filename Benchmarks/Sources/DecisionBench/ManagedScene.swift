import BenchmarkSupport
import CAllocationCounter
import Foundation
import IAMPolicy

/// AWS's managed policies as Postern ships them: what each costs when it is used for the first time, and what it keeps.
struct ManagedScene {
    private let documents: [[UInt8]]

    /// - Parameter folder: holds one JSON file per policy, in folders by path.
    init(folder: String) throws {
        documents = try FileManager.default.subpathsOfDirectory(atPath: folder)
            .filter { $0.hasSuffix(".json") }
            .sorted()
            .map { Array(try Data(contentsOf: URL(filePath: folder).appending(path: $0))) }
        guard !documents.isEmpty else { throw BenchmarkError("no policies in \(folder)") }
    }

    /// Milliseconds from the text to the first decision, of the median and of the most expensive policy; the best of
    /// several runs each, since the processor's caches are not what is asked for.
    func firstUse() throws -> (median: Double, maximum: Double) {
        let query = AuthorizationQuery(
            action: "lambda:InvokeFunction",
            resource: "arn:aws:lambda:us-east-1:111122223333:function:hello",
            context: RequestContext(principal: try Principal(arn: "arn:aws:iam::111122223333:user/clerk"))
        )
        let times = try documents.map { text in
            try (0..<5).map { _ in
                try CPUTime.nanoseconds {
                    let policies = EvaluationPolicies(identity: PolicySet([try Self.compile(text)]))
                    CPUTime.keep(Authorizer.decide(query, policies).verdict == .allowed ? 1 : 0)
                }
            }.min() ?? 0
        }.sorted()
        return (times[times.count / 2] / 1e6, (times.last ?? 0) / 1e6)
    }

    /// Heap bytes that one compiled policy keeps, on average, and the bytes of its text.
    func memory() throws -> (kept: Double, text: Double) {
        var compiled: [CompiledPolicy] = []
        compiled.reserveCapacity(documents.count)
        let before = postern_heap_bytes()
        for text in documents { compiled.append(try Self.compile(text)) }
        let after = postern_heap_bytes()
        CPUTime.keep(compiled.count)
        let count = Double(documents.count)
        return (Double(after - before) / count, Double(documents.reduce(0) { $0 + $1.count }) / count)
    }

    private static func compile(_ text: [UInt8]) throws -> CompiledPolicy {
        CompiledPolicy(try PolicyDocument(parsing: text, kind: .identity), identifier: "managed")
    }
}
