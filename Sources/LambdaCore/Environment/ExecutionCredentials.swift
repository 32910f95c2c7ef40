/// Temporary credentials of an execution role, for one environment.
package struct ExecutionCredentials: Sendable {
    package var accessKeyID: String
    package var secretAccessKey: String
    package var sessionToken: String
    /// Time since 1970-01-01T00:00:00Z. An environment is not reused after it.
    package var expiration: Duration

    package init(accessKeyID: String, secretAccessKey: String, sessionToken: String, expiration: Duration) {
        self.accessKeyID = accessKeyID
        self.secretAccessKey = secretAccessKey
        self.sessionToken = sessionToken
        self.expiration = expiration
    }
}

extension ExecutionCredentials: CustomStringConvertible, CustomDebugStringConvertible {
    /// Secrets never reach a log.
    package var description: String { "ExecutionCredentials(\(accessKeyID), ***)" }
    package var debugDescription: String { description }
}
