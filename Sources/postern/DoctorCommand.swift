import ArgumentParser
import Foundation
import PosternServer

/// `postern doctor`: what this machine can do, and what to install for the rest.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Say what functions can run on this machine, and in what isolation.",
        discussion: """
            The exit status is 1 when something a function may want is missing.

            EXAMPLE
              postern doctor
            """
    )

    func run() async throws {
        let diagnosis: Diagnosis
        do {
            diagnosis = try await Diagnosis.make(
                installation: try Installation.current(),
                environment: ProcessInfo.processInfo.environment
            )
        } catch {
            throw CommandFailure("\(error)")
        }
        Terminal.write(diagnosis.text)
        if !diagnosis.isComplete { throw CommandStatus.negative }
    }
}
