import CSandbox

/// What the launcher handed over when a sandbox came into being.
struct SandboxCreation: Sendable {
    let identifier: UInt64
    let listeners: [OwnedDescriptor]
    let peakMemory: ControlFile?
    let freezer: ControlFile?
    private let features: SandboxFeatures

    /// Takes ownership of `descriptors`; their order is that of `csb_created` in `protocol.h`.
    init(_ message: csb_created, descriptors: [CInt]) {
        let features = SandboxFeatures(rawValue: message.features)
        let listenerCount = Int(message.listener_count)
        var files = descriptors.dropFirst(listenerCount)
        identifier = message.header.sandbox
        listeners = descriptors.prefix(listenerCount).map(OwnedDescriptor.init)
        peakMemory = features.contains(.memoryLimit) ? files.popFirst().map(ControlFile.init) : nil
        freezer = features.contains(.freezer) ? files.popFirst().map(ControlFile.init) : nil
        self.features = features
    }

    /// - Parameter isRelayed: whether the sandbox was to have a way to the world.
    func degradations(isRelayed: Bool) -> Set<SandboxDegradation> {
        let missing = features.degradations
        return isRelayed && !features.contains(.relay) ? missing.union([.notRelayed]) : missing
    }
}
