import ArgumentParser
import PolicyCases

/// `postern evaluate`: decides cases and prints one line of JSON for each.
struct EvaluateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Decide evaluation cases; prints one JSON object a line.",
        discussion: """
            Each case names a request and every policy that bears on it. Files hold a JSON array, JSON Lines \
            or YAML. The exit status is 0 whatever the decisions, and 2 if a case or one of its \
            policies is invalid.

            EXAMPLE
              postern evaluate fixtures/decisions/lambda.json
              jq -c '.[]' cases.json | postern evaluate -
            """
    )

    @Argument(help: ArgumentHelp("Files with cases, or - for standard input.", valueName: "file"))
    var files: [String]

    @Option(help: "Output format; there is only json.")
    var format: Format = .json

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case json
    }

    func run() throws {
        var isClean = true
        for file in files {
            for loaded in try CaseInput.read(file).cases() {
                let result = CaseResult(running: loaded)
                if case .failure = result.outcome { isClean = false }
                Terminal.write(result.json.text + "\n")
            }
        }
        if !isClean { throw CommandStatus.brokenInput }
    }
}
