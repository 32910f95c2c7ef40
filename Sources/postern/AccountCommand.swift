import ArgumentParser
import PosternServer

/// `postern account`: the accounts of one server.
struct AccountCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account",
        abstract: "Make and list the accounts that the server serves.",
        discussion: """
            Every account has users, roles, functions and a root user of its own; 'postern env --account ID' gives the \
            root user's key.
            """,
        subcommands: [AccountCreateCommand.self, AccountListCommand.self]
    )
}

/// `postern account create`: an account with a root access key, at a running server or in its state.
struct AccountCreateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Make an account with a root access key.",
        discussion: """
            A running server makes it at once; without one it is made in the state. Prints the account's id; with \
            '--format json' one object that holds the root access key too.

            EXAMPLE
              id=$(postern account create --name staging)
              eval "$(postern env --account "$id")"
              aws sts get-caller-identity
            """
    )

    @Option(help: "What Organizations shows as the account's name.")
    var name: String

    @Option(help: "The root user's address; no other account may have it.")
    var email: String?

    @Option(help: "The account's twelve digits (default: drawn at random).")
    var id: AccountNumber?

    @OptionGroup var state: StateOptions

    @Option(help: "'text' prints the id, 'json' one object with the root access key.")
    var format = OutputFormat.text

    func validate() throws {
        guard (1...50).contains(name.count), name.utf8.allSatisfy({ (0x20...0x7e).contains($0) }) else {
            throw ValidationError("--name takes 1 to 50 printable ASCII characters")
        }
        if let email, email.count > 64 || email.wholeMatch(of: /[^\s@]+@[^\s@]+\.[^\s@]+/) == nil {
            throw ValidationError("--email takes an address such as dev@example.com, of 64 characters at most")
        }
    }

    func run() async throws {
        let account: AccountListing
        do {
            account = try await AccountRegister(stateAt: state.directory)
                .create(id: id?.digits, name: name, email: email)
        } catch {
            throw CommandFailure("\(error)")
        }
        switch format {
        case .text: Terminal.write(account.id + "\n")
        case .json: Terminal.write(account.json + "\n")
        }
    }
}

/// `postern account list`.
struct AccountListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the accounts: id, name, address, status, organization.",
        discussion: """
            Works beside a running server and after it.

            EXAMPLE
              postern account list --format json | jq -r .id
            """
    )

    @OptionGroup var state: StateOptions

    @Option(help: "'text' prints a line for people, 'json' one object a line.")
    var format = OutputFormat.text

    func run() throws {
        let accounts: [AccountListing]
        do {
            accounts = try AccountRegister(stateAt: state.directory).accounts()
        } catch {
            throw CommandFailure("\(error)")
        }
        for account in accounts {
            Terminal.write((format == .json ? account.json : account.text) + "\n")
        }
    }
}
