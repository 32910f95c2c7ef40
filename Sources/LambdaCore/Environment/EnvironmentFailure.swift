package import struct StateStore.ContentHash

/// Why no execution environment could be made. The function's code had no part in it.
package enum EnvironmentFailure: Error, Sendable, Equatable {
    /// The execution role is gone or no longer trusts `lambda.amazonaws.com`.
    case roleNotAssumable(roleARN: String)
    /// The runtime has no interpreter on this host; the sentence names the package to install.
    case runtimeNotInstalled(sentence: String)
    /// The code of this version is missing in the store.
    case codeMissing(ContentHash)
    /// The sandbox could not be made; `reason` is for the operator's log, not for the caller.
    case sandbox(reason: String)
    /// The server is draining.
    case shuttingDown
}
