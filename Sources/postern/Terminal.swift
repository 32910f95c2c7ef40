import Foundation

/// What the commands print, and where.
enum Terminal {
    /// Whether people are looking and have not asked for plain text (https://no-color.org).
    static var isColoured: Bool {
        isatty(STDOUT_FILENO) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
    }

    /// Writes a result to standard output.
    static func write(_ text: String) {
        FileHandle.standardOutput.write(Data(text.utf8))
    }

    /// Writes one line to standard error.
    static func complain(_ message: String) {
        note("postern: \(message)\n")
    }

    /// Writes to standard error what does not belong to the result.
    static func note(_ text: String) {
        FileHandle.standardError.write(Data(text.utf8))
    }
}
