/// What `postern serve` is told on its command line.
package struct ServerConfiguration: Sendable {
    /// What a denial by policies does.
    package enum Enforcement: String, Sendable, CaseIterable {
        /// A denied request is refused.
        case enforce
        /// A denied request is carried out and recorded as one that would have been denied.
        case audit
    }

    /// Where the database, keys, code and audit trail are kept.
    package var stateDirectory: String
    package var host: String
    /// 0 lets the kernel choose; the chosen port is printed.
    package var port: Int
    /// Twelve digits.
    package var account: String
    package var region: String
    package var enforcement: Enforcement
    /// Serves `POST /_postern/reset`.
    package var allowsReset: Bool
    /// `aws:SecureTransport` is false for plain HTTP even from this host.
    package var strictTransport: Bool
    /// How many times faster than the wall the clock of retries and event ages runs.
    package var timeScale: Double
    /// Concurrent executions of an account in the region.
    package var concurrentExecutions: Int
    /// Whether functions outside a VPC have a way to the internet, as on AWS.
    package var reachesInternet: Bool
    /// Directories that functions have their code from.
    package var watchedDirectories: [WatchedDirectory]

    package init(
        stateDirectory: String,
        host: String = "127.0.0.1",
        port: Int = 4566,
        account: String = "000000000000",
        region: String = "us-east-1",
        enforcement: Enforcement = .enforce,
        allowsReset: Bool = false,
        strictTransport: Bool = false,
        timeScale: Double = 1,
        concurrentExecutions: Int = 1_000,
        reachesInternet: Bool = true,
        watchedDirectories: [WatchedDirectory] = []
    ) {
        self.stateDirectory = stateDirectory
        self.host = host
        self.port = port
        self.account = account
        self.region = region
        self.enforcement = enforcement
        self.allowsReset = allowsReset
        self.strictTransport = strictTransport
        self.timeScale = timeScale
        self.concurrentExecutions = concurrentExecutions
        self.reachesInternet = reachesInternet
        self.watchedDirectories = watchedDirectories
    }
}
