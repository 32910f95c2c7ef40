/// A promise about fidelity that this host cannot keep for a sandbox; the sentence belongs in the function's log.
///
/// Promises about security are never degraded: a sandbox that cannot keep one is refused.
package enum SandboxDegradation: Sendable, Hashable, CaseIterable {
    /// No memory controller: the memory limit is not enforced and the peak is that of the main process.
    case memoryLimitNotEnforced
    /// No processor controller: the share of the processor does not follow the memory size.
    case cpuShareNotEnforced
    /// `/tmp` is kept in memory, so what is written there counts as memory of the function.
    case temporaryStorageInMemory
    /// No freezer: background threads keep running between invocations.
    case notFreezable
    /// No packet filter: nothing can be turned to the relay, so the world cannot be reached.
    case notRelayed

    /// One sentence in plain words.
    package var sentence: String {
        switch self {
        case .memoryLimitNotEnforced:
            "the memory limit is not enforced: no memory control group can be used on this host"
        case .cpuShareNotEnforced:
            "the processor share is not enforced: no cpu control group can be used on this host"
        case .temporaryStorageInMemory:
            "/tmp is kept in memory and counts as memory of the function: no loop device can be used on this host"
        case .notRelayed:
            "the function cannot reach the internet: no nf_tables packet filter can be used on this host"
        case .notFreezable:
            "the function is not frozen between invocations: no version 2 control group can be used on this host"
        }
    }
}
