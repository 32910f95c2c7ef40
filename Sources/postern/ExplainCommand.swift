import ArgumentParser
import PosternServer

/// `postern explain`: why a recorded request was allowed or denied, from what was true then.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Say why a recorded request was allowed or denied.",
        discussion: """
            The id is the request id of any answer, or the authorization id of a denial. The decision is explained with
            the policies that were in force when it was made.

            EXAMPLE
              postern explain 9a3c2f34-7c0e-4c1e-9d5e-0a3f6b1c2d4e
            """
    )

    @Argument(help: "A request id or an authorization id.")
    var id: String

    @OptionGroup var state: StateOptions

    @Option(help: "'text' for people, 'json' for one object.")
    var format = OutputFormat.text

    func run() throws {
        let found: ExplainedRequest?
        do {
            found = try DecisionArchive(stateAt: state.directory).explain(id)
        } catch {
            throw CommandFailure("\(error)")
        }
        guard let found else {
            throw CommandFailure("no request with the id '\(id)' is recorded in '\(state.directory)'")
        }
        switch format {
        case .text: Terminal.write(found.text)
        case .json: Terminal.write(found.json + "\n")
        }
    }
}
