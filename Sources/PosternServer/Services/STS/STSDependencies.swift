import StateStore

/// What STS's operations work with.
struct STSDependencies: Sendable {
    let sessions: SessionIssuer
    /// Seals the messages that `DecodeAuthorizationMessage` opens.
    let sealingKey: SealingKey
    /// Says whose a temporary access key was: the server keeps no list of sessions.
    let audit: AuditReader
    /// Checks the codes of MFA devices.
    let mfa: MFACheck
    /// Has the keys that identity providers sign with.
    let issuers: IssuerKeys
}
