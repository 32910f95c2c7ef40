import Foundation
import Testing

@testable import Sandbox

/// Prints how long starts take; asserts nothing about time. Run with `POSTERN_MEASURE=1`.
@Suite(
    "Start-up times",
    .enabled(if: ProcessInfo.processInfo.environment["POSTERN_MEASURE"] != nil, "set POSTERN_MEASURE=1 to measure"),
    .enabled { await TestLauncher.canMakeSandboxes() },
    .serialized
)
struct StartUpMeasurement {
    private static let repetitions = 25

    private static func report(_ name: String, _ durations: [Duration]) {
        let sorted = durations.map { $0 / .milliseconds(1) }.sorted()
        let figures = [sorted.count / 10, sorted.count / 2, sorted.count * 9 / 10].map { index in
            String(format: "%.2f", sorted[index])
        }
        print("\(name): p10, median, p90 in ms: \(figures.joined(separator: ", "))")
    }

    @Test("from create to the listeners")
    func creation() async throws {
        let launcher = try await TestLauncher.shared()
        let command = SandboxCommand(arguments: ["/bin/true"], workingDirectory: "/")
        var creations: [Duration] = []
        var lives: [Duration] = []
        for _ in 0..<Self.repetitions {
            let start = ContinuousClock.now
            let sandbox = try await launcher.create(SandboxSpecification(command: command))
            creations.append(ContinuousClock.now - start)
            _ = await sandbox.exit()
            lives.append(ContinuousClock.now - start)
        }
        Self.report("create", creations)
        Self.report("create, run /bin/true, exit", lives)
    }

    @Test(
        "from create to the first /next",
        arguments: [
            (Language.python, "3.11"), (.python, "3.12"), (.python, "3.13"), (.node, "20"),
        ],
        [false, true]
    )
    func firstNext(_ kind: (language: Language, version: String), isPrepared: Bool) async throws {
        let (language, version) = kind
        let runtime = try #require(await RuntimeFixture.catalogue.value.runtime(for: language, version: version))
        let directories = try ScratchDirectories(["code"])
        try directories.write("code/app.py", "def handler(event, context): return event")
        try directories.write("code/app.js", "exports.handler = async (event) => event")
        let code = try directories.handle("code")
        var specification = try RuntimeFixture.specification(runtime, handler: "app.handler", code: code)
        if isPrepared {
            specification.preparation = runtime.preparation
        }
        var durations: [Duration] = []
        for _ in 0..<Self.repetitions {
            try await Task.sleep(for: isPrepared ? .milliseconds(400) : .zero)
            let start = ContinuousClock.now
            let sandbox = try await TestLauncher.shared().create(specification)
            let isWaiting = try await RuntimeAPIServer.converse(on: sandbox.listeners[0]) { $0.awaitNext() }
            durations.append(ContinuousClock.now - start)
            #expect(isWaiting)
            sandbox.kill()
            _ = await sandbox.exit()
        }
        Self.report("\(runtime.sentence), \(isPrepared ? "prepared" : "from nothing")", durations)
    }
}
