import ArgumentParser

/// The exit statuses that all commands share.
enum CommandStatus {
    /// The answer is no: denied, or something was found.
    static let negative = ExitCode(1)
    /// The command line or a file is not what it should be.
    static let brokenInput = ExitCode(2)
    /// Postern itself failed.
    static let internalError = ExitCode(3)
}
