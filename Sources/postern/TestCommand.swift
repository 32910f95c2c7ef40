import ArgumentParser
import PolicyCases

/// `postern test`: decides cases and compares with what they expect.
struct TestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Test policies: decide evaluation cases and compare with what they expect.",
        discussion: """
            Paths are files of cases (a JSON array, JSON Lines or YAML) or folders of such files. The exit status is \
            0 when every case comes out as expected, 1 when one does not, and 2 when the cases \
            cannot be read.

            EXAMPLE
              postern test fixtures/decisions --coverage
              postern test policies/tests --format junit > report.xml
            """
    )

    @Argument(help: ArgumentHelp("Files or folders with cases.", valueName: "path"))
    var paths: [String]

    @Option(help: "Output format: \(TestReport.Format.allCases.map(\.rawValue).joined(separator: ", ")).")
    var format: TestReport.Format = .human

    @Flag(help: "Also name the statements that no case touched.")
    var coverage = false

    @Flag(help: "Also name the single-element changes to the policies that no case notices.")
    var mutate = false

    func run() throws {
        let cases = try CaseInput.cases(at: paths)
        let report = TestReport(running: cases)
        let touched = coverage ? StatementCoverage(of: cases) : nil
        let mutations = mutate ? MutationReport(of: cases) : nil
        switch format {
        case .json: Terminal.write(report.json(coverage: touched, mutations: mutations).text + "\n")
        case .human, .tap, .junit:
            Terminal.write(report.text(format, isColoured: Terminal.isColoured))
            let additions = (touched?.text ?? "") + (mutations?.text ?? "")
            // TAP and JUnit have no place for them.
            if format == .human { Terminal.write(additions) } else { Terminal.note(additions) }
        }
        if !report.failures.isEmpty { throw CommandStatus.negative }
    }
}

extension TestReport.Format: ExpressibleByArgument {}
