/// One line with its time.
package struct LogLine: Sendable, Hashable {
    /// Since 1970-01-01T00:00:00Z.
    package var timestampMilliseconds: Int64
    /// With the newline that ended it, as CloudWatch Logs keeps the lines of Lambda.
    package var message: String

    package init(timestampMilliseconds: Int64, message: String) {
        self.timestampMilliseconds = timestampMilliseconds
        self.message = message
    }
}
