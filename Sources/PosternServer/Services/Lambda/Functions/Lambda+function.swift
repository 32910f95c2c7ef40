import AWSWire
import StateStore

extension Lambda.FunctionConfiguration {
    /// A function as answers show it.
    ///
    /// - Parameter environment: the variables in the clear; nil when the function has none.
    init(_ function: Function, environment: [String: String]?) {
        let latest = function.latest
        self.init(
            functionName: function.name,
            functionARN: function.arn,
            runtime: latest.runtime.map(Lambda.Runtime.init(rawValue:)),
            role: latest.roleARN,
            handler: latest.handler,
            codeSize: latest.code.sizeBytes,
            description: latest.functionDescription,
            timeout: latest.timeoutSeconds,
            memorySize: latest.memorySizeMB,
            lastModified: latest.lastModified.lambdaText,
            codeSHA256: latest.code.base64,
            version: "$LATEST",
            environment: environment.map { Lambda.EnvironmentResponse(variables: $0) },
            kmsKeyARN: latest.kmsKeyARN,
            tracingConfig: Lambda.TracingConfigResponse(mode: Lambda.TracingMode(rawValue: latest.tracingMode)),
            revisionID: latest.revisionID,
            packageType: .zip,
            architectures: latest.architectures.map(Lambda.Architecture.init(rawValue:)),
            ephemeralStorage: Lambda.EphemeralStorage(size: latest.ephemeralStorageMB),
            snapStart: Lambda.SnapStartResponse(applyOn: Lambda.SnapStartApplyOn.none, optimizationStatus: .off),
            loggingConfig: Lambda.LoggingConfig(latest.logging)
        )
        show(latest.status)
        if let runtime = latest.runtime, !runtime.hasPrefix("provided") {
            runtimeVersionConfig = Lambda.RuntimeVersionConfig(
                runtimeVersionARN: Self.runtimeVersion(runtime, function)
            )
        }
    }

    /// The state that waiters look at.
    mutating func show(_ status: FunctionStatus) {
        state = Lambda.State(rawValue: status.state.rawValue)
        stateReason = status.stateReason?.message
        stateReasonCode = status.stateReason.map { Lambda.StateReasonCode(rawValue: $0.code) }
        lastUpdateStatus = Lambda.LastUpdateStatus(rawValue: status.lastUpdate.rawValue)
        lastUpdateStatusReason = status.lastUpdateReason?.message
        lastUpdateStatusReasonCode = status.lastUpdateReason.map {
            Lambda.LastUpdateStatusReasonCode(rawValue: $0.code)
        }
    }

    /// What `CreateFunction` answers: the function is pending until the next look at it.
    mutating func showPendingCreation() {
        state = .pending
        stateReason = "The function is being created."
        stateReasonCode = .creating
        lastUpdateStatus = nil
    }

    /// What an update answers: it is in progress until the next look at the function.
    mutating func showUpdateInProgress() {
        lastUpdateStatus = .inProgress
        lastUpdateStatusReason = "The function is being created."
        lastUpdateStatusReasonCode = Lambda.LastUpdateStatusReasonCode(rawValue: "Creating")
    }

    /// AWS names each build of a runtime by a hash; here the hash is of the runtime's name.
    private static func runtimeVersion(_ runtime: String, _ function: Function) -> String {
        let hash = ContentHash(of: Array(runtime.utf8)).hexadecimal
        return "arn:aws:lambda:\(function.scope.region)::runtime:\(hash)"
    }
}

extension Lambda.LoggingConfig {
    init(_ logging: LoggingSettings) {
        self.init(
            logFormat: Lambda.LogFormat(rawValue: logging.format),
            applicationLogLevel: logging.applicationLogLevel.map(Lambda.ApplicationLogLevel.init(rawValue:)),
            systemLogLevel: logging.systemLogLevel.map(Lambda.SystemLogLevel.init(rawValue:)),
            logGroup: logging.logGroup
        )
    }
}

extension Moment {
    /// `2026-11-23T08:15:30.123+0000`, the form of Lambda's `LastModified`.
    var lambdaText: String {
        let milliseconds = milliseconds % 1000
        let fraction = String(repeating: "0", count: 3 - String(milliseconds).count) + String(milliseconds)
        return iso8601Seconds.dropLast() + ".\(fraction)+0000"
    }
}

extension LambdaDependencies {
    /// A function as answers show it, with its variables opened.
    func shown(_ function: Function) -> Lambda.FunctionConfiguration {
        Lambda.FunctionConfiguration(function, environment: variables(of: function))
    }

    /// The function's own variables; nil when it has none, or when they cannot be opened.
    func variables(of function: Function) -> [String: String]? {
        try? function.latest.environment?.variables(
            scope: function.scope,
            functionName: function.name,
            openedWith: sealingKey
        )
    }
}
