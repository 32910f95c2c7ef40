import Glibc

/// How many files the process may have open: each execution environment takes up to six, each connection one.
enum OpenFiles {
    /// Raises the soft limit to the hard one. Sandboxes set limits of their own.
    static func raiseLimit() {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        limit.rlim_cur = limit.rlim_max
        _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
}
