/// What the launcher found out about this host.
package struct IsolationReport: Sendable, Equatable {
    package let tier: IsolationTier

    /// Fidelity that every sandbox on this host will lack.
    package let degradations: Set<SandboxDegradation>

    /// One line for the log and for `postern doctor`: the tier, and if it is not the best one, why and what to change.
    package let summary: String
}
