import CSandbox

/// What the launcher can do on this host, as bits of `csb_feature`.
struct SandboxFeatures: OptionSet {
    let rawValue: UInt32

    static let memoryLimit = SandboxFeatures(rawValue: CSB_FEATURE_MEMORY_LIMIT.rawValue)
    static let cpuShare = SandboxFeatures(rawValue: CSB_FEATURE_CPU_SHARE.rawValue)
    static let freezer = SandboxFeatures(rawValue: CSB_FEATURE_FREEZER.rawValue)
    static let relay = SandboxFeatures(rawValue: CSB_FEATURE_RELAY.rawValue)
    static let scratchOnDisk = SandboxFeatures(rawValue: CSB_FEATURE_SCRATCH_ON_DISK.rawValue)

    /// What is missing, as the reader of a function's log knows it.
    var degradations: Set<SandboxDegradation> {
        var missing: Set<SandboxDegradation> = []
        if !contains(.memoryLimit) { missing.insert(.memoryLimitNotEnforced) }
        if !contains(.cpuShare) { missing.insert(.cpuShareNotEnforced) }
        if !contains(.freezer) { missing.insert(.notFreezable) }
        if !contains(.scratchOnDisk) { missing.insert(.temporaryStorageInMemory) }
        return missing
    }
}
