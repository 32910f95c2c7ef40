/// How well this host lets sandboxes be closed off, best first; probed once when the launcher starts.
package enum IsolationTier: String, Sendable, CaseIterable, Comparable {
    /// Root with every namespace, control groups where mounted, loop devices where available.
    case full = "A"
    /// An ordinary user: the same namespaces inside one user namespace; no loop devices, control groups if delegated.
    case userNamespace = "B"
    /// No namespaces, but file access and TCP ports could be fenced by Landlock. Nothing is built on that alone:
    /// sandboxes are refused.
    case landlock = "C"
    /// Nothing: sandboxes are refused.
    case none = "D"

    package static func < (left: IsolationTier, right: IsolationTier) -> Bool {
        left.rawValue < right.rawValue
    }
}
