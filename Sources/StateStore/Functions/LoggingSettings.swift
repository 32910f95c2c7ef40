/// Where and how a function's output is logged.
package struct LoggingSettings: Hashable, Sendable, Codable {
    /// `Text` or `JSON`.
    package var format: String
    package var logGroup: String
    /// Only with format `JSON`.
    package var applicationLogLevel: String?
    /// Only with format `JSON`.
    package var systemLogLevel: String?

    package init(
        format: String = "Text",
        logGroup: String,
        applicationLogLevel: String? = nil,
        systemLogLevel: String? = nil
    ) {
        self.format = format
        self.logGroup = logGroup
        self.applicationLogLevel = applicationLogLevel
        self.systemLogLevel = systemLogLevel
    }
}
