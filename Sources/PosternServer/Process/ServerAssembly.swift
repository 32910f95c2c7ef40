import AWSWire
import LambdaCore
import Logging
import NIOPosix
import Sandbox
import StateStore

/// Puts the parts of a server together: state first, then what runs functions, then the services, then the gateway.
struct ServerAssembly {
    let store: StateStore
    let gateway: Gateway
    let isFirstStart: Bool
    let functions: FunctionHost
    let invoker: FunctionInvoker
    let asynchronous: AsynchronousInvoker
    let logs: LogForwarder
    let lambdaMetrics: LambdaMetrics
    let retention: RetentionKeeper
    let urlAddress: FunctionURLAddress
    let watchers: CodeWatchers
    /// Lets what runs functions follow the state from now on.
    let followFunctions: @Sendable () -> Void
    /// Ends what a former server left under way.
    let settleFunctions: @Sendable () async -> Void

    static func make(
        _ configuration: ServerConfiguration,
        installation: Installation,
        environment: [String: String],
        surroundings: Surroundings,
        group: MultiThreadedEventLoopGroup,
        logger: Logger
    ) async throws(ServerError) -> ServerAssembly {
        let catalogue = try catalogue(installation)
        let state = try OpenedState(configuration, environment: environment, surroundings: surroundings)
        let functions = try await FunctionHost.start(
            configuration,
            installation: installation,
            environment: environment,
            store: state.store,
            group: group
        )
        return ServerAssembly(
            configuration,
            state: state,
            catalogue: catalogue,
            functions: functions,
            surroundings: surroundings,
            logger: logger
        )
    }

    private init(
        _ configuration: ServerConfiguration,
        state: OpenedState,
        catalogue: ManagedPolicyCatalogue,
        functions: FunctionHost,
        surroundings: Surroundings,
        logger: Logger
    ) {
        store = state.store
        isFirstStart = state.isFirstStart
        self.functions = functions
        let library = PolicyLibrary(catalogue: catalogue)
        let live = LiveState(state.snapshot, library: library, sealingKey: store.sealingKey)
        let writer = StateWriter(store: store, live: live, logger: logger)
        let metrics = Metrics()
        let recorder = AuditRecorder(
            trail: store.audit,
            archive: PolicyArchive(store: store, library: library, logger: logger),
            metrics: metrics,
            surroundings: surroundings,
            configuration: configuration,
            logger: logger
        )
        let sessions = SessionIssuer(sealingKey: store.sealingKey, surroundings: surroundings)
        logs = LogForwarder(
            live: live,
            writer: writer,
            store: store.logs,
            permissions: LogPermissions(live: live, region: configuration.region),
            surroundings: surroundings,
            logger: logger
        )
        retention = RetentionKeeper(live: live, store: store, surroundings: surroundings, logger: logger)
        lambdaMetrics = LambdaMetrics(store: store.metrics, surroundings: surroundings, logger: logger)
        let tracing = LambdaTracing(
            live: live,
            store: store.traces,
            permissions: LogPermissions(live: live, region: configuration.region),
            surroundings: surroundings,
            logger: logger
        )
        let invoker = FunctionInvoker(
            host: functions.environments,
            roles: GatedRoleAssumer(live: live, sessions: sessions, recorder: recorder, surroundings: surroundings),
            logs: logs,
            observer: InvocationObservers([lambdaMetrics, tracing]),
            clock: SystemClock(),
            settings: InvokerSettings(configuration),
            makeIdentifier: { UInt128.random(in: .min ... .max) },
            logger: logger
        )
        let versions = FunctionVersions(sealingKey: store.sealingKey)
        let settlements = EventSettler(
            live: live,
            recorder: recorder,
            metrics: metrics,
            lambdaMetrics: lambdaMetrics,
            surroundings: surroundings,
            logger: logger
        )
        asynchronous = AsynchronousInvoker(
            queue: store.invocations,
            invoker: invoker,
            directory: LiveFunctions(live: live, versions: versions, randomness: surroundings.randomness),
            observer: settlements,
            clock: SystemClock(),
            timeScale: Int(configuration.timeScale.rounded(.up)),
            logger: logger
        )
        self.invoker = invoker
        urlAddress = FunctionURLAddress(region: configuration.region)
        let provisioned = ConcurrencyFollower(invoker: invoker, versions: versions)
        let mfa = MFACheck(sealingKey: store.sealingKey)
        let iam = IAMDependencies(
            writer: writer,
            sealingKey: store.sealingKey,
            surroundings: surroundings,
            catalogue: catalogue,
            audit: store.auditReader,
            mfa: mfa
        )
        let s3 = S3Dependencies(
            writer: writer,
            objects: store.objects,
            contents: store.contents,
            surroundings: surroundings
        )
        let lambda = LambdaDependencies(
            writer: writer,
            sealingKey: store.sealingKey,
            surroundings: surroundings,
            packages: store.codePackages,
            code: functions.code,
            runtimes: functions.runtimes,
            invoker: invoker,
            asynchronous: asynchronous,
            queue: store.invocations,
            versions: versions,
            urlAddress: urlAddress,
            concurrency: ConcurrencyLimits(account: configuration.concurrentExecutions),
            provisioned: provisioned,
            codeObjects: StoredCodeObjects(s3: s3),
            metrics: lambdaMetrics,
            sampler: TraceSampler()
        )
        followFunctions = { live.follow { provisioned.follow($0.snapshot.functions) } }
        settleFunctions = { await lambda.transitions.settleAll(live.view.snapshot.functions) }
        let operations =
            STSService.operations(
                STSDependencies(
                    sessions: sessions,
                    sealingKey: store.sealingKey,
                    audit: store.auditReader,
                    mfa: mfa,
                    issuers: IssuerKeys()
                )
            )
            + IAMService.operations(iam)
            + IAMToolboxService.operations(IAMToolboxDependencies(audit: store.auditReader, store: store))
            + LambdaService.operations(lambda)
            + LogsService.operations(LogsDependencies(writer: writer, store: store.logs))
            + S3Service.operations(s3)
            + CloudWatchService.operations(CloudWatchDependencies(metrics: store.metrics))
            + XRayService.operations(XRayDependencies(traces: store.traces))
            + OrganizationsService.operations(
                OrganizationsDependencies(
                    writer: writer,
                    sealingKey: store.sealingKey,
                    surroundings: surroundings
                )
            )
            + AccountsService.operations(
                AccountsDependencies(
                    writer: writer,
                    sealingKey: store.sealingKey,
                    surroundings: surroundings,
                    operatorAccount: configuration.account
                )
            )
        gateway = Gateway(
            registry: ServiceRegistry(operations),
            live: live,
            recorder: recorder,
            surroundings: surroundings,
            configuration: configuration,
            operatorEndpoints: OperatorEndpoints(
                version: Server.version,
                metrics: metrics,
                isolation: functions.launcher.isolation.summary,
                environments: { invoker.environmentsByState },
                reset: StateReset(configuration: configuration, live: live, writer: writer, invoker: invoker).closure
            ),
            lambda: lambda
        )
        settlements.attach(gateway)
        let caller = ServiceCaller(service: "postern", gateway: gateway)
        watchers = CodeWatchers(
            configuration.watchedDirectories.map { directory in
                CodeWatcher(
                    directory: directory,
                    scope: Scope(accountID: configuration.account, region: configuration.region),
                    live: live,
                    invoker: invoker,
                    versions: versions,
                    caller: caller,
                    logger: logger
                )
            }
        )
    }

    private static func catalogue(_ installation: Installation) throws(ServerError) -> ManagedPolicyCatalogue {
        do {
            return try ManagedPolicyCatalogue(path: installation.policiesDirectory + "/aws-managed")
        } catch {
            throw .installation("\(error)")
        }
    }
}

extension InvokerSettings {
    fileprivate init(_ configuration: ServerConfiguration) {
        self.init()
        accountConcurrency = configuration.concurrentExecutions
    }
}

extension FunctionInvoker {
    /// For `/_postern/metrics`.
    fileprivate var environmentsByState: [(state: String, count: Int)] {
        let usage = usage
        return [("idle", usage.idle), ("busy", usage.environments - usage.idle)]
    }
}
