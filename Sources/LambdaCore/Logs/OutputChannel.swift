package enum OutputChannel: Sendable {
    case standardOutput
    case standardError
}
