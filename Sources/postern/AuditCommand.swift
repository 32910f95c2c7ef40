import ArgumentParser
import PosternServer
import StateStore

/// `postern audit`: what was asked of the server, by whom, and what was decided.
struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Look into the record of every request.",
        subcommands: [AuditLogCommand.self]
    )
}

/// `postern audit log`: the recorded requests, oldest first.
struct AuditLogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log",
        abstract: "List recorded requests, oldest first.",
        discussion: """
            Works beside a running server and after it. JSON is one event a line, with CloudTrail's field names.

            EXAMPLE
              postern audit log --decision denied --principal alice
              postern audit log --since 2026-11-23T08:00:00Z --format json | jq .eventName
            """
    )

    @OptionGroup var state: StateOptions

    @Option(help: "Only requests at this time or later, such as 2026-11-23T08:00:00Z.")
    var since: EventTime?

    @Option(help: "Only requests before this time.")
    var until: EventTime?

    @Option(help: "Only requests of this principal: an ARN, a unique id or a user name.")
    var principal: String?

    @Option(help: "Only requests for this action, such as lambda:InvokeFunction, or operation, such as Invoke.")
    var action: String?

    @Option(help: "Only requests that ended so: allowed, denied, refused or failed.")
    var decision: AuditEvent.Outcome?

    @Option(help: "The greatest number of requests to list, the newest of all that pass.")
    var limit = 1000

    @Option(help: "'text' prints a line for people, 'json' one object a line.")
    var format = OutputFormat.text

    func validate() throws {
        guard limit > 0 else { throw ValidationError("--limit takes a number above 0") }
    }

    func run() throws {
        for event in try events() {
            switch format {
            case .text: Terminal.write(AuditLogText.line(event) + "\n")
            case .json: Terminal.write(String(decoding: event.encodedLine(), as: UTF8.self))
            }
        }
    }

    private func events() throws -> [AuditEvent] {
        var query = AuditQuery(order: .newestFirst, limit: limit)
        query.from = since?.time
        query.until = until?.time
        query.principal = principal
        query.action = action
        query.outcome = decision
        do {
            return try DecisionArchive(stateAt: state.directory).events(query).reversed()
        } catch {
            throw CommandFailure("\(error)")
        }
    }
}

extension AuditEvent.Outcome: ExpressibleByArgument {}
