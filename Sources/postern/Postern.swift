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
            ServeCommand.self, EnvCommand.self, AccountCommand.self, ExplainCommand.self, AuditCommand.self,
            SimulateCommand.self,
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

    /// Ends with the exit statuses that all commands share.
    private static func runToEnd() async {
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch let failure as CommandFailure {
            Terminal.complain("\(failure)")
            Foundation.exit(CommandStatus.brokenInput.rawValue)
        } catch let status as ExitCode {
            Foundation.exit(status.rawValue)
        } catch {
            exit(after: error)
        }
    }

    /// What the parser says of a command line, which for help is no error; anything else is a fault of Postern's own.
    private static func exit(after error: any Error) -> Never {
        switch exitCode(for: error) {
        case .success:
            exit(withError: error)
        case .validationFailure:
            Terminal.note(fullMessage(for: error) + "\n")
            Foundation.exit(CommandStatus.brokenInput.rawValue)
        default:
            Terminal.complain("internal error: \(error)")
            Foundation.exit(CommandStatus.internalError.rawValue)
        }
    }
}
