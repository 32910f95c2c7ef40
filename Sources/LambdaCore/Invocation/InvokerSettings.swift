/// What can be set about running functions.
package struct InvokerSettings: Sendable {
    /// Concurrent executions of an account in a region.
    package var accountConcurrency = 1_000
    /// Environments that are made and initialised at the same time, of all functions.
    package var concurrentStarts = 32
    /// How long an environment may be idle.
    package var idleLimit: Duration = .seconds(600)
    /// How long an environment is idle before it is frozen.
    package var freezeDelay: Duration = .milliseconds(10)
    /// How long an event waits for an environment that has answered and is about to be ready, before it gets a new one.
    package var returnGrace: Duration = .milliseconds(5)
    /// `host:port` of the Runtime API as functions see it.
    package var runtimeAPI = "169.254.100.1:9001"
    /// Where the AWS calls of functions go.
    package var gatewayURL = "http://169.254.100.1:4566"

    package init() {}
}
