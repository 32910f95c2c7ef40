package import Sandbox

/// Whether a runtime can run, and how.
package enum RuntimeAvailability: Sendable {
    case interpreter(LanguageRuntime)
    /// The package or a layer brings the program.
    case ownBootstrap
    /// A sentence for `InvalidParameterValueException`.
    case unavailable(String)
}
