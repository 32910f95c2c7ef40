import Foundation

/// Compares the engine with the reference evaluator of the tests on as many random cases as time allows.
///
/// Compiled together with the reference evaluator into one program by Scripts/fuzz.sh; it is no target of the package.
///
///     ReferenceFuzzer SECONDS SEED
@main
struct ReferenceFuzzer {
    private static let casesPerSeed = 10_000

    static func main() async throws {
        let arguments = CommandLine.arguments.dropFirst().compactMap { UInt64($0) }
        guard arguments.count == 2 else {
            print("usage: ReferenceFuzzer SECONDS SEED")
            exit(2)
        }
        let end = ContinuousClock.now + .seconds(Int(arguments[0]))
        var count = 0
        var seed = arguments[1]
        while ContinuousClock.now < end {
            let width = UInt64(ProcessInfo.processInfo.activeProcessorCount)
            if let disagreement = try await firstDisagreement(seeds: seed..<seed + width) {
                print(disagreement)
                exit(1)
            }
            seed += width
            count += Int(width) * casesPerSeed
        }
        print("Done: engine and reference evaluator agree on \(count) cases, seeds \(arguments[1])..<\(seed)")
    }

    /// One task for each seed.
    private static func firstDisagreement(seeds: Range<UInt64>) async throws -> String? {
        try await withThrowingTaskGroup(of: String?.self) { group in
            for seed in seeds {
                group.addTask { try EngineComparison(seed: seed, caseCount: casesPerSeed).firstDisagreement() }
            }
            for try await disagreement in group where disagreement != nil { return disagreement }
            return nil
        }
    }
}
