/// Takes the lines of functions: the server puts them into CloudWatch Logs through the gate, as the execution role.
package protocol LogSink: Sendable {
    /// Appends in order. Must return at once: it is called on event loops; the sink queues for itself.
    func append(_ events: [LogLine], to stream: LogStream)
}

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

/// Where the lines of one execution environment go.
package struct LogStream: Sendable, Hashable {
    package var function: FunctionIdentity
    /// The execution role, which needs `logs:CreateLogGroup`, `CreateLogStream` and `PutLogEvents`.
    package var roleARN: String
    package var group: String
    /// `YYYY/MM/DD/[VERSION]32 hexadecimal digits`.
    package var name: String

    package init(function: FunctionIdentity, roleARN: String, group: String, name: String) {
        self.function = function
        self.roleARN = roleARN
        self.group = group
        self.name = name
    }
}
