import AWSWire
import Logging
import StateStore

/// Puts the parts of a server together.
struct ServerAssembly {
    let store: StateStore
    let gateway: Gateway
    let isFirstStart: Bool
    let isolation: String

    init(
        _ configuration: ServerConfiguration,
        installation: Installation,
        environment: [String: String],
        surroundings: Surroundings,
        logger: Logger
    ) throws(ServerError) {
        let catalogue = try Self.catalogue(installation)
        let opened = try Self.openState(configuration, environment: environment, surroundings: surroundings)
        store = opened.store
        isFirstStart = opened.isFirstStart
        isolation = "none"
        let library = PolicyLibrary(catalogue: catalogue)
        let live = LiveState(opened.snapshot, library: library, sealingKey: store.sealingKey)
        let writer = StateWriter(store: store, live: live, logger: logger)
        let iam = IAMDependencies(
            writer: writer,
            sealingKey: store.sealingKey,
            surroundings: surroundings,
            catalogue: catalogue
        )
        let sts = STSDependencies(sessions: SessionIssuer(sealingKey: store.sealingKey, surroundings: surroundings))
        let metrics = Metrics()
        let recorder = AuditRecorder(
            trail: store.audit,
            archive: PolicyArchive(store: store, library: library, logger: logger),
            metrics: metrics,
            surroundings: surroundings,
            configuration: configuration,
            logger: logger
        )
        gateway = Gateway(
            registry: ServiceRegistry(STSService.operations(sts) + IAMService.operations(iam)),
            live: live,
            recorder: recorder,
            surroundings: surroundings,
            configuration: configuration,
            operatorEndpoints: OperatorEndpoints(
                version: Server.version,
                metrics: metrics,
                isolation: { "none" },
                environments: { [] },
                reset: Self.reset(configuration, writer)
            )
        )
    }

    private static func catalogue(_ installation: Installation) throws(ServerError) -> ManagedPolicyCatalogue {
        do {
            return try ManagedPolicyCatalogue(path: installation.policiesDirectory + "/aws-managed")
        } catch {
            throw .installation("\(error)")
        }
    }

    private static func openState(
        _ configuration: ServerConfiguration,
        environment: [String: String],
        surroundings: Surroundings
    ) throws(ServerError) -> (store: StateStore, snapshot: StateSnapshot, isFirstStart: Bool) {
        do {
            let store = try StateStore.open(
                StateDirectory(path: configuration.stateDirectory),
                randomness: surroundings.randomness
            )
            let found = try store.loadSnapshot()
            let root = RootAccount(
                accountID: configuration.account,
                surroundings: surroundings,
                givenKey: RootAccount.GivenKey(environment: environment)
            )
            let snapshot = try root.ensure(in: found, store)
            return (store, snapshot, found.identity.accounts.count == 0)
        } catch {
            throw .state(error)
        }
    }

    private static func reset(
        _ configuration: ServerConfiguration,
        _ writer: StateWriter
    ) -> (@Sendable () async throws -> Void)? {
        guard configuration.allowsReset else { return nil }
        return {
            try await writer.replaceAll { store throws(StateStoreError) in
                try store.reset(keepingRootOf: configuration.account)
            }
        }
    }
}
