/// What of a function's lines is kept, and how Lambda writes its own.
package struct LogSettings: Sendable, Hashable {
    package var format: LogFormat
    /// The least level of what the function writes; heeded with ``LogFormat/json`` only.
    package var applicationLevel: LogLevel
    /// The least level of Lambda's own lines; heeded with ``LogFormat/json`` only.
    package var systemLevel: LogLevel

    package init(format: LogFormat = .text, applicationLevel: LogLevel = .info, systemLevel: LogLevel = .info) {
        self.format = format
        self.applicationLevel = applicationLevel
        self.systemLevel = systemLevel
    }

    /// Whether a line that the function wrote is kept.
    ///
    /// Source: "Log-level filtering", AWS Lambda Developer Guide: what is no JSON object, or names no level, counts as
    /// `INFO`.
    func keeps(_ line: String) -> Bool {
        format == .text || FunctionLogRecord(line).level >= applicationLevel
    }

    func keeps(_ line: PlatformLine) -> Bool {
        format == .text || line.level >= systemLevel
    }
}
