import StateStore

/// What IAM's operations work with.
struct IAMDependencies: Sendable {
    let writer: StateWriter
    let sealingKey: SealingKey
    let surroundings: Surroundings
    let catalogue: ManagedPolicyCatalogue
    /// Says when keys, users and roles were last used.
    let audit: AuditReader
    /// Checks the codes of MFA devices.
    let mfa: MFACheck
}
