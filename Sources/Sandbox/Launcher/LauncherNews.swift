/// Who waits for what from the launcher. A value: the connection keeps it behind a lock and announces what it returns.
struct LauncherNews {
    /// What is awaited about one sandbox.
    struct Account: Sendable {
        let creation = Announcement<Result<SandboxCreation, SandboxError>>()
        let ending = Announcement<SandboxExit>()
        /// `/proc/PID/status` of the main process, where no control group measures memory.
        let status = Announcement<ControlFile>()
        let processes = ProcessNews()
        let sockets = SocketRequests()
    }

    private var isLost = false
    private var lastIdentifier: UInt64 = 0
    private var accounts: [UInt64: Account] = [:]

    /// Opens an account for a new sandbox; nil when the launcher is gone and nothing can come.
    mutating func register() -> (identifier: UInt64, account: Account)? {
        guard !isLost else { return nil }
        lastIdentifier += 1
        let account = Account()
        accounts[lastIdentifier] = account
        return (lastIdentifier, account)
    }

    func account(of sandbox: UInt64) -> Account? {
        accounts[sandbox]
    }

    /// Closes the account of a sandbox that has ended.
    mutating func close(_ sandbox: UInt64) -> Account? {
        accounts.removeValue(forKey: sandbox)
    }

    /// Closes every account for good.
    mutating func lose() -> [Account] {
        isLost = true
        defer { accounts = [:] }
        return Array(accounts.values)
    }
}
