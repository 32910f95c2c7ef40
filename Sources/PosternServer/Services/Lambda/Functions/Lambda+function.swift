import AWSWire
import StateStore

extension Lambda.FunctionConfiguration {
    /// A version of a function as answers show it.
    ///
    /// - Parameters:
    ///   - settings: of the version.
    ///   - version: `$LATEST` or a number.
    ///   - qualifier: of the ARN that is shown; nil for the unqualified ARN.
    ///   - environment: the variables in the clear; nil when the function has none.
    init(
        _ settings: FunctionSettings,
        of function: Function,
        version: String,
        qualifier: String?,
        environment: [String: String]?
    ) {
        self.init(
            functionName: function.name,
            functionARN: qualifier.map { "\(function.arn):\($0)" } ?? function.arn,
            runtime: settings.runtime.map(Lambda.Runtime.init(rawValue:)),
            role: settings.roleARN,
            handler: settings.handler,
            codeSize: settings.code.sizeBytes,
            description: settings.functionDescription,
            timeout: settings.timeoutSeconds,
            memorySize: settings.memorySizeMB,
            lastModified: settings.lastModified.lambdaText,
            codeSHA256: settings.code.base64,
            version: version,
            vpcConfig: settings.hasEmptyVPCConfig == true ? .empty : nil,
            deadLetterConfig: settings.deadLetterTargetARN.map { Lambda.DeadLetterConfig(targetARN: $0) },
            environment: environment.map { Lambda.EnvironmentResponse(variables: $0) },
            kmsKeyARN: settings.kmsKeyARN,
            tracingConfig: Lambda.TracingConfigResponse(mode: Lambda.TracingMode(rawValue: settings.tracingMode)),
            revisionID: settings.revisionID,
            layers: settings.layers.isEmpty
                ? nil : settings.layers.map { Lambda.Layer(arn: $0.arn, codeSize: $0.code.sizeBytes) },
            packageType: .zip,
            architectures: settings.architectures.map(Lambda.Architecture.init(rawValue:)),
            ephemeralStorage: Lambda.EphemeralStorage(size: settings.ephemeralStorageMB),
            snapStart: Lambda.SnapStartResponse(
                applyOn: settings.snapStartApplyOn.map(Lambda.SnapStartApplyOn.init(rawValue:))
                    ?? Lambda.SnapStartApplyOn.none,
                optimizationStatus: .off
            ),
            runtimeVersionConfig: settings.runtime.map {
                Lambda.RuntimeVersionConfig(runtimeVersionARN: RuntimeBuild.arn($0, in: function.scope))
            },
            loggingConfig: Lambda.LoggingConfig(settings.logging)
        )
        show(settings.status)
    }

    /// The state that waiters look at. While a function is being made, nothing is said of updates.
    private mutating func show(_ status: FunctionStatus) {
        state = Lambda.State(rawValue: status.state.rawValue)
        stateReason = status.stateReason?.message
        stateReasonCode = status.stateReason.map { Lambda.StateReasonCode(rawValue: $0.code) }
        guard status.state != .pending else { return }
        lastUpdateStatus = Lambda.LastUpdateStatus(rawValue: status.lastUpdate.rawValue)
        lastUpdateStatusReason = status.lastUpdateReason?.message
        lastUpdateStatusReasonCode = status.lastUpdateReason.map {
            Lambda.LastUpdateStatusReasonCode(rawValue: $0.code)
        }
    }

    /// The same as lists show it: without states and the build of the runtime.
    var listed: Self {
        var listed = self
        listed.state = nil
        listed.stateReason = nil
        listed.stateReasonCode = nil
        listed.lastUpdateStatus = nil
        listed.lastUpdateStatusReason = nil
        listed.lastUpdateStatusReasonCode = nil
        listed.runtimeVersionConfig = nil
        return listed
    }
}

/// AWS names each build of a runtime by a hash; here the hash is of the runtime's name.
enum RuntimeBuild {
    static func arn(_ runtime: String, in scope: Scope) -> String {
        "arn:aws:lambda:\(scope.region)::runtime:\(ContentHash(of: Array(runtime.utf8)).hexadecimal)"
    }
}

extension Lambda.VpcConfigResponse {
    /// What a function has after its last subnet was taken away.
    fileprivate static let empty = Self(subnetIDs: [], securityGroupIDs: [], vpcID: "", ipv6AllowedForDualStack: false)
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
    /// `$LATEST` as answers show it that name no qualifier.
    func shown(_ function: Function) -> Lambda.FunctionConfiguration {
        shown(function.latest, of: function, version: FunctionTarget.latest, qualifier: nil)
    }

    /// What was named as answers show it.
    func shown(_ target: FunctionTarget, named reference: FunctionReference) -> Lambda.FunctionConfiguration {
        shown(target.settings, of: target.function, version: target.version, qualifier: reference.qualifier)
    }

    /// A version as answers show it, with its variables opened.
    func shown(
        _ settings: FunctionSettings,
        of function: Function,
        version: String,
        qualifier: String?
    ) -> Lambda.FunctionConfiguration {
        Lambda.FunctionConfiguration(
            settings,
            of: function,
            version: version,
            qualifier: qualifier,
            environment: variables(of: settings, function)
        )
    }

    /// The variables of a version; nil when it has none, or when they cannot be opened.
    func variables(of settings: FunctionSettings, _ function: Function) -> [String: String]? {
        try? settings.environment?.variables(
            scope: function.scope,
            functionName: function.name,
            openedWith: sealingKey
        )
    }

    /// A request's variables, sealed; nil when it has none. An empty environment is one too.
    func sealed(_ environment: Lambda.Environment?, for reference: FunctionReference) -> FunctionEnvironment? {
        guard let environment else { return nil }
        return FunctionEnvironment(
            environment.variables ?? [:],
            scope: reference.scope,
            functionName: reference.name,
            sealedWith: sealingKey
        )
    }
}
