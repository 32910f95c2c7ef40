/// How well this host lets sandboxes be closed off, best first; probed once when the launcher starts.
package enum IsolationTier: String, Sendable, CaseIterable, Comparable {
    /// Root with every namespace, control groups where mounted, loop devices where available.
    case full = "A"
    /// An ordinary user: the same namespaces inside one user namespace; no loop devices, control groups if delegated.
    case userNamespace = "B"
    /// No namespaces: file access and TCP ports fenced by Landlock.
    case landlock = "C"
    /// Nothing: a separate process with resource limits.
    case none = "D"

    package static func < (left: IsolationTier, right: IsolationTier) -> Bool {
        left.rawValue < right.rawValue
    }
}
