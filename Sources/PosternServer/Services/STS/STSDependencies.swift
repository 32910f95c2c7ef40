import StateStore

/// What STS's operations work with.
struct STSDependencies: Sendable {
    let sessions: SessionIssuer
}
