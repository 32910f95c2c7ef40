/// Names a pool: the code and configuration that its environments run.
struct PoolKey: Sendable, Hashable {
    let version: FunctionVersion

    static func == (left: PoolKey, right: PoolKey) -> Bool {
        left.version === right.version
            || left.version.revisionID == right.version.revisionID && left.isSameVersion(as: right)
    }

    /// Whether both are revisions of one version of one function.
    func isSameVersion(as other: PoolKey) -> Bool {
        version.version == other.version.version && version.function == other.version.function
    }

    /// The revision alone all but tells: hashing it only spares four strings on every invocation.
    func hash(into hasher: inout Hasher) {
        hasher.combine(version.revisionID)
    }
}
