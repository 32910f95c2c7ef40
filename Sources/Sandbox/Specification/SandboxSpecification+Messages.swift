import CSandbox

extension SandboxSpecification {
    /// Throws unless everything has room in the messages.
    func checkLimits() throws(SandboxError) {
        guard listeners.count <= Self.listenerLimit else {
            throw .invalidSpecification("a sandbox has at most \(Self.listenerLimit) listeners")
        }
        guard companions.count <= Self.companionLimit else {
            throw .invalidSpecification("a sandbox has at most \(Self.companionLimit) companions")
        }
        guard hostname.utf8.count <= Int(CSB_HOSTNAME_BYTES), !hostname.utf8.contains(0) else {
            throw .invalidSpecification("a host name has at most \(CSB_HOSTNAME_BYTES) bytes")
        }
        guard layers.count <= Self.layerLimit, runtime.count <= Self.runtimeDirectoryLimit else {
            throw .invalidSpecification(
                "a sandbox has at most \(Self.layerLimit) layers and \(Self.runtimeDirectoryLimit) runtime directories"
            )
        }
    }

    /// The request to make the sandbox, without what it will run. The limits must have been checked.
    func createMessage(sandbox: UInt64) -> csb_create {
        var message = csb_create()
        message.header = csb_header(CSB_CREATE, sandbox: sandbox)
        message.limits = limits
        message.scratch_bytes = temporaryStorageBytes
        message.is_relayed = isRelayed ? 1 : 0
        message.listener_count = UInt32(listeners.count)
        withUnsafeMutableBytes(of: &message.listeners) { bytes in
            let slots = bytes.bindMemory(to: csb_listener.self)
            for (index, listener) in listeners.enumerated() {
                let kind = listener.takesDatagrams ? CSB_LISTENER_UDP : CSB_LISTENER_TCP
                slots[index] = csb_listener(
                    address: listener.address,
                    port: listener.port,
                    kind: UInt16(kind.rawValue)
                )
            }
        }
        withUnsafeMutableBytes(of: &message.hostname) { $0.copyBytes(from: hostname.utf8) }
        return message
    }

    private var limits: csb_limits {
        csb_limits(
            memory_bytes: memoryLimitBytes,
            cpu_share_thousandths: cpuShareThousandths,
            processes: processLimit
        )
    }

    /// The request to attach every directory, and their descriptors in its order. The limits must have been checked.
    func attachMessage(sandbox: UInt64) -> (message: csb_attach, descriptors: [CInt]) {
        attach([[code].compactMap(\.self), layers, runtime, [language].compactMap(\.self)], to: sandbox)
    }

    /// The request that gives a waiting sandbox its code, layers and limits; the descriptor of the command comes last.
    func assignMessage(sandbox: UInt64) -> (message: csb_attach, descriptors: [CInt]) {
        var (message, descriptors) = attach([[code].compactMap(\.self), layers, [], []], to: sandbox)
        message.is_assignment = 1
        message.limits = limits
        return (message, descriptors)
    }

    /// `directories` in the order of `csb_mount_point`.
    private func attach(_ directories: [[DirectoryHandle]], to sandbox: UInt64) -> (csb_attach, [CInt]) {
        var message = csb_attach()
        message.header = csb_header(CSB_ATTACH, sandbox: sandbox)
        withUnsafeMutableBytes(of: &message.counts) { bytes in
            let counts = bytes.bindMemory(to: UInt32.self)
            for (point, handles) in directories.enumerated() {
                counts[point] = UInt32(handles.count)
            }
        }
        return (message, directories.joined().map(\.descriptor))
    }
}

extension csb_header {
    init(_ kind: csb_kind, sandbox: UInt64) {
        self.init(version: UInt32(CSB_PROTOCOL_VERSION), kind: kind.rawValue, sandbox: sandbox)
    }
}
