package enum OutputChannel: Sendable {
    case standardOutput
    case standardError
    /// What external extensions write.
    case extensions
}
