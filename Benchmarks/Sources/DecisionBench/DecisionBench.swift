import BenchmarkSupport
import Foundation

/// Measures the policy engine on the sets that `bench/decision.py` makes, one line asked, one line answered:
///
///     decide NAME SIZE    → {"prepared": ns, "raw": ns, "allocations": n}
///     compile NAME SIZE   → {"milliseconds": ms}
///     hostile             → {"perBytePair": ns}
///     managed FOLDER      → {"median": ms, "maximum": ms, "kept": bytes, "text": bytes}
@main
enum DecisionBench {
    static func main() throws {
        guard CommandLine.arguments.count == 2 else { throw BenchmarkError("usage: DecisionBench SCENES.json") }
        let file = URL(filePath: CommandLine.arguments[1])
        let files = try JSONDecoder().decode([SceneFile].self, from: Data(contentsOf: file))
        var scenes: [String: Scene] = [:]
        for file in files {
            let scene = try Scene(file)
            scenes[scene.name] = scene
        }
        while let line = readLine() {
            let words = line.split(separator: " ", maxSplits: 1).map(String.init)
            switch (words.first, words.dropFirst().first) {
            case ("decide", let name?): answer(try decide(name, scenes))
            case ("compile", let name?): answer(try compile(name, files))
            case ("managed", let folder?): answer(try managed(folder))
            case ("hostile", nil): answer(["perBytePair": try HostileScene().nanosecondsPerBytePair()])
            default: throw BenchmarkError("unknown line '\(line)'")
            }
        }
    }

    private static func decide(_ name: String, _ scenes: [String: Scene]) throws -> [String: Double] {
        guard let scene = scenes[name] else { throw BenchmarkError("no set '\(name)'") }
        return [
            "prepared": scene.decisionNanoseconds(),
            "raw": scene.rawDecisionNanoseconds(),
            "allocations": scene.allocationsPerDecision(),
        ]
    }

    private static func compile(_ name: String, _ files: [SceneFile]) throws -> [String: Double] {
        guard let file = files.first(where: { "\($0.name) \($0.size)" == name }) else {
            throw BenchmarkError("no set '\(name)'")
        }
        return ["milliseconds": try CompileScene(file).milliseconds()]
    }

    private static func managed(_ folder: String) throws -> [String: Double] {
        let scene = try ManagedScene(folder: folder)
        let memory = try scene.memory()
        let firstUse = try scene.firstUse()
        return [
            "median": firstUse.median, "maximum": firstUse.maximum, "kept": memory.kept, "text": memory.text,
        ]
    }

    private static func answer(_ values: [String: Double]) {
        let fields = values.sorted { $0.key < $1.key }.map { "\"\($0.key)\": \($0.value)" }
        print("{\(fields.joined(separator: ", "))}")
        fflush(nil)
    }
}
