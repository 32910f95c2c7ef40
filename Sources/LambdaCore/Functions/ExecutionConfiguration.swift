package import struct StateStore.ContentHash

/// What CreateFunction or PublishVersion fixed, as far as running the function needs it.
///
/// Bounds (128–10,240 MB, 1–900 s, 4 KB of variables …) are the gateway's to check; here they hold.
package struct ExecutionConfiguration: Sendable, Hashable {
    package var runtime: FunctionRuntime
    /// `module.function`, or for custom runtimes whatever the bootstrap makes of it.
    package var handler: String
    /// ARN of the execution role.
    package var roleARN: String
    package var memoryMB: Int
    package var timeoutSeconds: Int
    /// Size of `/tmp`.
    package var ephemeralStorageMB: Int
    package var architecture: Architecture
    /// The function's own variables; reserved names have been refused (``EnvironmentVariables/reservedNames``).
    package var variables: [String: String]
    /// What stands at `/var/task`.
    package var code: ContentHash
    /// What is merged at `/opt`, the last one winning; five at most.
    package var layers: [ContentHash]
    /// `/aws/lambda/NAME` unless the function names another.
    package var logGroup: String
    package var logging: LogSettings

    package init(
        runtime: FunctionRuntime,
        handler: String,
        roleARN: String,
        memoryMB: Int = 128,
        timeoutSeconds: Int = 3,
        ephemeralStorageMB: Int = 512,
        architecture: Architecture = .x86_64,
        variables: [String: String] = [:],
        code: ContentHash,
        layers: [ContentHash] = [],
        logGroup: String,
        logging: LogSettings = LogSettings()
    ) {
        self.runtime = runtime
        self.handler = handler
        self.roleARN = roleARN
        self.memoryMB = memoryMB
        self.timeoutSeconds = timeoutSeconds
        self.ephemeralStorageMB = ephemeralStorageMB
        self.architecture = architecture
        self.variables = variables
        self.code = code
        self.layers = layers
        self.logGroup = logGroup
        self.logging = logging
    }
}
