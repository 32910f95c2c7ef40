import CSandbox
import Synchronization

extension SandboxLauncher {
    /// Makes a sandbox and starts its command.
    ///
    /// Returns when the listeners exist; the command has usually not done anything by then. Takes 3 to 5 ms, or well
    /// under one when a prepared sandbox was waiting.
    package func create(_ specification: SandboxSpecification) async throws(SandboxError) -> Sandbox {
        guard isolation.tier <= .userNamespace else {
            throw .isolationUnavailable(isolation.summary)
        }
        try specification.checkLimits()
        if let sandbox = takePrepared(specification) {
            try assign(specification, to: sandbox)
            return sandbox
        }
        return try await make(specification, awaitsAssignment: false)
    }

    private func make(
        _ specification: SandboxSpecification,
        awaitsAssignment: Bool
    ) async throws(SandboxError) -> Sandbox {
        let image = try specification.command.makeImage()
        let output = try Pipe()
        let errors = try Pipe()
        let hasCompanions = !specification.companions.isEmpty
        let start = PostponedStart(
            process: hasCompanions ? Sandbox.commandNumber : 0,
            image: image,
            streams: [output.writingEnd, errors.writingEnd],
            awaitsAssignment: awaitsAssignment
        )
        let (identifier, account) = try connection.register()
        let (attach, directories) = specification.attachMessage(sandbox: identifier)
        // Three requests in a row, one answer: the launcher works on the second while the sandbox is made.
        try connection.send(specification.createMessage(sandbox: identifier))
        try connection.send(attach, descriptors: directories)
        let companionOutput = try startCompanions(of: specification, in: identifier)
        if !hasCompanions { try start.send(to: identifier, over: connection) }
        return Sandbox(
            creation: try await account.creation.value().get(),
            account: account,
            connection: connection,
            standardOutput: output.readingEnd,
            standardError: errors.readingEnd,
            companionOutput: companionOutput,
            postponed: hasCompanions ? start : nil,
            isRelayed: specification.isRelayed
        )
    }

    /// The reading end of the pipe that all companions write to; nil when there are none.
    private func startCompanions(
        of specification: SandboxSpecification,
        in sandbox: UInt64
    ) throws(SandboxError) -> OwnedDescriptor? {
        guard !specification.companions.isEmpty else { return nil }
        let output = try Pipe()
        for (index, command) in specification.companions.enumerated() {
            let start = PostponedStart(
                process: Sandbox.commandNumber + 1 + UInt32(index),
                image: try command.makeImage(),
                streams: [output.writingEnd, output.writingEnd]
            )
            try start.send(to: sandbox, over: connection)
        }
        return output.readingEnd
    }

    /// Gives a waiting sandbox its code, its limits and its command.
    private func assign(_ specification: SandboxSpecification, to sandbox: Sandbox) throws(SandboxError) {
        let image = try specification.command.makeImage()
        let (message, directories) = specification.assignMessage(sandbox: sandbox.identifier)
        try connection.send(message, descriptors: directories + [image.borrowed])
    }

    /// A waiting sandbox for this specification, if there is one; others are made in its place, in the background.
    private func takePrepared(_ specification: SandboxSpecification) -> Sandbox? {
        guard let preparation = specification.preparation, let kind = PreparedKind(specification) else { return nil }
        let (sandbox, missing) = prepared.withLock { $0.take(kind) }
        for _ in 0..<missing {
            Task(priority: .background) { [weak self] in
                await self?.prepare(kind, specification.waiting(preparation))
            }
        }
        return sandbox
    }

    /// Nobody waits for this: where it fails, the next sandbox is made from nothing and says why it cannot be.
    private func prepare(_ kind: PreparedKind, _ waiting: SandboxSpecification) async {
        let sandbox: Sandbox?
        do {
            sandbox = try await make(waiting, awaitsAssignment: true)
        } catch {
            sandbox = nil
        }
        prepared.withLock { $0.arrived(kind, sandbox) }
    }
}
