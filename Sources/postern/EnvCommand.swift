import ArgumentParser
import PosternServer

/// `postern env`: what a shell needs so that AWS's tools reach the server as root.
struct EnvCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "env",
        abstract: "Print the endpoint and the root access key as shell commands.",
        discussion: """
            EXAMPLE
              eval "$(postern env)"
              aws sts get-caller-identity
              eval "$(postern env --account 111122223333)"
            """
    )

    @Option(help: "The account whose root user it is (default: the account the server was started with).")
    var account: AccountNumber?

    @OptionGroup var state: StateOptions
    @Option(help: "'text' prints shell commands, 'json' one object.")
    var format = OutputFormat.text

    func run() throws {
        let access: RootAccess
        do {
            access = try RootAccess.read(fromStateAt: state.directory, account: account?.digits)
        } catch {
            throw CommandFailure("\(error)")
        }
        switch format {
        case .text: print(access.shellCommands)
        case .json: print(access.json)
        }
    }
}
