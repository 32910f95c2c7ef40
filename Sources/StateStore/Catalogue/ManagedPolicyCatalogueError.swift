/// Why the shipped AWS-managed policies cannot be used: the installation is incomplete or was changed by hand.
package enum ManagedPolicyCatalogueError: Error, Equatable, CustomStringConvertible {
    case unreadable(path: String, reason: String)
    /// Lines are counted from 1.
    case malformed(path: String, line: Int)

    package var description: String {
        switch self {
        case .unreadable(let path, let reason): "cannot read the AWS-managed policies at '\(path)': \(reason)"
        case .malformed(let path, let line): "the index of AWS-managed policies '\(path)' is broken at line \(line)"
        }
    }
}
