import Foundation
import LambdaCore
import Sandbox

/// What this machine offers to functions.
package struct Diagnosis: Sendable {
    /// Whether nothing is missing.
    package let isComplete: Bool
    /// For people, with a line break at the end.
    package let text: String

    /// The runtimes that people use today, in the order they are shown.
    private static let runtimes = [
        "python3.9", "python3.10", "python3.11", "python3.12", "python3.13", "python3.14",
        "nodejs18.x", "nodejs20.x", "nodejs22.x", "nodejs24.x",
    ]

    /// Starts the launcher to ask what the kernel allows, and looks for interpreters. Takes some tenths of a second.
    package static func make(
        installation: Installation,
        environment: [String: String]
    ) async throws(ServerError) -> Diagnosis {
        let languages = await LanguageCatalogue.discover(
            searchPath: environment["PATH"] ?? "/usr/bin:/bin",
            home: environment["HOME"]
        )
        let isolation = try await isolation(installation)
        let catalogue = RuntimeCatalogue(languages: languages)
        let findings = runtimes.map { name in FunctionRuntime(identifier: name).map(catalogue.availability(of:)) }
        let packages = FileManager.default.fileExists(atPath: installation.runtimesDirectory + "/python-packages")
        let lines =
            ["postern \(Server.version)", "isolation: \(isolation.summary)"]
            + isolation.degradations.map { "  - \($0.sentence)" }.sorted()
            + zip(runtimes, findings).map(sentence)
            + ["provided.al2023: runs the package's own bootstrap"]
            + [
                packages
                    ? "boto3 for Python functions: installed"
                    : "boto3 for Python functions: missing; run 'make run' once, or Scripts/setup.sh"
            ]
        return Diagnosis(
            isComplete: packages && isolation.tier <= .userNamespace && findings.allSatisfy(isAvailable),
            text: lines.joined(separator: "\n") + "\n"
        )
    }

    private static func isolation(_ installation: Installation) async throws(ServerError) -> IsolationReport {
        do {
            let launcher = try await SandboxLauncher.start(
                executable: installation.launcherPath,
                scratchDirectory: NSTemporaryDirectory(),
                preparedScratchCount: 0
            )
            defer { launcher.shutdown() }
            return launcher.isolation
        } catch {
            throw .sandboxes(reason: "the isolation cannot be probed: \(error)")
        }
    }

    private static func sentence(_ name: String, _ availability: RuntimeAvailability?) -> String {
        switch availability {
        case .interpreter(let runtime): runtime.sentence
        case .ownBootstrap: "\(name) runs the package's own bootstrap"
        case .unavailable(let sentence): sentence
        case nil: "\(name) is not known"
        }
    }

    private static func isAvailable(_ availability: RuntimeAvailability?) -> Bool {
        switch availability {
        case .interpreter, .ownBootstrap: true
        case .unavailable, nil: false
        }
    }
}
