import ArgumentParser
import Dispatch
import Foundation

@main
struct Postern: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "postern",
        abstract: "A local AWS Lambda whose gate is real.",
        version: "postern 0.1.0",
        subcommands: [
            ServeCommand.self, EnvCommand.self, ExplainCommand.self, AuditCommand.self, SimulateCommand.self,
            EvaluateCommand.self, TestCommand.self, DoctorCommand.self,
        ]
    )

    /// Keeps the main thread waiting. An asynchronous `main` would end it, and a thread that has ended keeps the rights it
    /// had: the process would be shown as root's after `serve` has given root up.
    static func main() {
        let finished = DispatchSemaphore(value: 0)
        Task.detached {
            await runToEnd()
            finished.signal()
        }
        finished.wait()
    }

    /// Exit statuses are those of all commands: 2 for usage and broken input, where the parser's own would be 64.
    private static func runToEnd() async {
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch let failure as CommandFailure {
            FileHandle.standardError.write(Data("postern: \(failure)\n".utf8))
            Foundation.exit(2)
        } catch {
            let status = exitCode(for: error)
            guard status == .validationFailure else { exit(withError: error) }
            FileHandle.standardError.write(Data((fullMessage(for: error) + "\n").utf8))
            Foundation.exit(2)
        }
    }
}
