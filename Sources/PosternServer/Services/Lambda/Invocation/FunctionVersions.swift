import LambdaCore
import StateStore
import Synchronization

/// Functions as the invocation core runs them: one object for each version and revision, made when it is first invoked.
final class FunctionVersions: Sendable {
    private let sealingKey: SealingKey
    /// By ARN of the function and version; an entry of an older revision is replaced when the version is next invoked.
    private let known = Mutex<[String: LambdaCore.FunctionVersion]>([:])

    init(sealingKey: SealingKey) {
        self.sealingKey = sealingKey
    }

    /// Nil when the stored settings cannot be run: an unknown runtime, or variables that cannot be opened.
    func version(of target: FunctionTarget) -> LambdaCore.FunctionVersion? {
        let arn = "\(target.function.arn):\(target.version)"
        let revision = Self.revision(of: target)
        if let version = known.withLock({ $0[arn] }), version.revisionID == revision { return version }
        guard let made = make(target, revision: revision) else { return nil }
        known.withLock { $0[arn] = made }
        return made
    }

    /// What a reference comes down to; nil when there is no such thing, or when it cannot be run.
    func version(_ reference: FunctionReference, in functions: FunctionState) -> LambdaCore.FunctionVersion? {
        guard let function = functions.functions[reference.name, in: reference.scope] else { return nil }
        return functions.target(of: function, qualifier: reference.qualifier).flatMap(version(of:))
    }

    /// What environments are kept by. AWS's `RevisionId` also changes with tags, policies and states, which no
    /// environment need end for; code and configuration change the time of the last modification.
    private static func revision(of target: FunctionTarget) -> String {
        "\(target.settings.lastModified.microseconds)-\(target.settings.code.hash)"
    }

    private func make(_ target: FunctionTarget, revision: String) -> LambdaCore.FunctionVersion? {
        let settings = target.settings
        guard let runtime = settings.runtime.flatMap(FunctionRuntime.init(identifier:)) else { return nil }
        var variables: [String: String] = [:]
        if let environment = settings.environment {
            let opened = try? environment.variables(
                scope: target.function.scope,
                functionName: target.function.name,
                openedWith: sealingKey
            )
            guard let opened else { return nil }
            variables = opened
        }
        return LambdaCore.FunctionVersion(
            function: FunctionIdentity(target.function),
            version: target.version,
            revisionID: revision,
            configuration: ExecutionConfiguration(
                runtime: runtime,
                handler: settings.handler ?? "",
                roleARN: settings.roleARN,
                memoryMB: settings.memorySizeMB,
                timeoutSeconds: settings.timeoutSeconds,
                ephemeralStorageMB: settings.ephemeralStorageMB,
                variables: variables,
                code: settings.code.hash,
                layers: settings.layers.map(\.code.hash),
                logGroup: settings.logging.logGroup,
                logging: LogSettings(settings.logging)
            )
        )
    }
}

extension LogSettings {
    /// Levels that are not set are `INFO`, as on AWS.
    fileprivate init(_ settings: LoggingSettings) {
        self.init(
            format: LogFormat(rawValue: settings.format) ?? .text,
            applicationLevel: settings.applicationLogLevel.flatMap(LogLevel.init(rawValue:)) ?? .info,
            systemLevel: settings.systemLogLevel.flatMap(LogLevel.init(rawValue:)) ?? .info
        )
    }
}
