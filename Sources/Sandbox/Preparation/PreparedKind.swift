/// What two specifications must have in common for one prepared sandbox to serve either.
struct PreparedKind: Hashable {
    private let arguments: [String]
    private let variables: [String]
    private let directories: [DirectoryHandle]
    private let listeners: [SandboxListener]
    private let hostname: String
    private let isRelayed: Bool

    /// Nil when the specification cannot be served by a prepared sandbox: it says nothing about preparation, changes how
    /// the program starts, has companions, or wants a `/tmp` of its own size.
    init?(_ specification: SandboxSpecification) {
        guard let preparation = specification.preparation, preparation.serves(specification.command),
            specification.companions.isEmpty,
            specification.temporaryStorageBytes == SandboxSpecification.defaultTemporaryStorageBytes
        else { return nil }
        let command = preparation.waitingCommand(for: specification.command)
        arguments = command.arguments
        variables = command.environment.map { "\($0.name)=\($0.value)" }.sorted()
        directories = specification.runtime + [specification.language].compactMap(\.self)
        listeners = specification.listeners
        hostname = specification.hostname
        isRelayed = specification.isRelayed
    }
}

extension SandboxSpecification {
    /// The sandbox that waits for this specification: without code, layers and limits, with the waiting command.
    func waiting(_ preparation: SandboxPreparation) -> SandboxSpecification {
        var waiting = self
        waiting.code = nil
        waiting.layers = []
        waiting.memoryLimitBytes = 0
        waiting.command = preparation.waitingCommand(for: command)
        waiting.preparation = nil
        return waiting
    }
}
