import LambdaCore
import StateStore
import Synchronization

/// Functions as the invocation core runs them: one object for each revision, made when it is first invoked.
final class FunctionVersions: Sendable {
    private let sealingKey: SealingKey
    /// By unqualified ARN; an entry of an older revision is replaced when the function is next invoked.
    private let known = Mutex<[String: LambdaCore.FunctionVersion]>([:])

    init(sealingKey: SealingKey) {
        self.sealingKey = sealingKey
    }

    /// Nil when the stored settings cannot be run: an unknown runtime, or variables that cannot be opened.
    func version(of function: Function) -> LambdaCore.FunctionVersion? {
        let arn = function.arn
        if let version = known.withLock({ $0[arn] }), version.revisionID == function.latest.revisionID {
            return version
        }
        guard let made = make(function) else { return nil }
        known.withLock { $0[arn] = made }
        return made
    }

    /// What a reference comes down to; nil when there is no such thing, or when it cannot be run.
    func version(_ reference: FunctionReference, in functions: FunctionState) -> LambdaCore.FunctionVersion? {
        guard functions.version(reference) == LambdaCore.FunctionVersion.latest else { return nil }
        return functions.functions[reference.name, in: reference.scope].flatMap(version(of:))
    }

    private func make(_ function: Function) -> LambdaCore.FunctionVersion? {
        let latest = function.latest
        guard let runtime = latest.runtime.flatMap(FunctionRuntime.init(identifier:)) else { return nil }
        var variables: [String: String] = [:]
        if let environment = latest.environment {
            let opened = try? environment.variables(
                scope: function.scope,
                functionName: function.name,
                openedWith: sealingKey
            )
            guard let opened else { return nil }
            variables = opened
        }
        return LambdaCore.FunctionVersion(
            function: FunctionIdentity(function),
            revisionID: latest.revisionID,
            configuration: ExecutionConfiguration(
                runtime: runtime,
                handler: latest.handler ?? "",
                roleARN: latest.roleARN,
                memoryMB: latest.memorySizeMB,
                timeoutSeconds: latest.timeoutSeconds,
                ephemeralStorageMB: latest.ephemeralStorageMB,
                variables: variables,
                code: latest.code.hash,
                logGroup: latest.logging.logGroup,
                logFormat: LogFormat(rawValue: latest.logging.format) ?? .text
            )
        )
    }
}
