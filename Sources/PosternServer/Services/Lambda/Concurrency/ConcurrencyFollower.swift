import LambdaCore
import StateStore
import Synchronization

/// Makes the invoker hold to the reservations and provisions of the state, from the start and after each change.
final class ConcurrencyFollower: Sendable {
    private struct Followed {
        var reservations: [FunctionIdentity: Int] = [:]
        var provisions: [ObjectIdentifier: (version: LambdaCore.FunctionVersion, executions: Int)] = [:]
    }

    private let invoker: FunctionInvoker
    private let versions: FunctionVersions
    /// Held while the invoker is told, so that it hears of changes in their order.
    private let followed = Mutex(Followed())

    init(invoker: FunctionInvoker, versions: FunctionVersions) {
        self.invoker = invoker
        self.versions = versions
    }

    func follow(_ functions: FunctionState) {
        followed.withLock { followed in
            follow(reservationsOf: functions, &followed)
            follow(provisionsOf: functions, &followed)
        }
    }

    private func follow(reservationsOf functions: FunctionState, _ followed: inout Followed) {
        var wanted: [FunctionIdentity: Int] = [:]
        for function in functions.functions.all {
            guard let reserved = function.reservedConcurrentExecutions else { continue }
            wanted[FunctionIdentity(function)] = reserved
        }
        for function in followed.reservations.keys where wanted[function] == nil {
            invoker.setReservedConcurrency(nil, of: function)
        }
        for (function, reserved) in wanted where followed.reservations[function] != reserved {
            invoker.setReservedConcurrency(reserved, of: function)
        }
        followed.reservations = wanted
    }

    private func follow(provisionsOf functions: FunctionState, _ followed: inout Followed) {
        var wanted: [ObjectIdentifier: (version: LambdaCore.FunctionVersion, executions: Int)] = [:]
        for config in functions.provisionedConcurrency.all {
            guard let version = version(of: config, in: functions) else { continue }
            wanted[ObjectIdentifier(version), default: (version, 0)].executions += config.requestedExecutions
        }
        for (identifier, former) in followed.provisions where wanted[identifier] == nil {
            invoker.setProvisionedConcurrency(0, of: former.version)
        }
        for (identifier, new) in wanted where followed.provisions[identifier]?.executions != new.executions {
            invoker.setProvisionedConcurrency(new.executions, of: new.version)
        }
        followed.provisions = wanted
    }

    private func version(
        of config: ProvisionedConcurrencyConfig,
        in functions: FunctionState
    ) -> LambdaCore.FunctionVersion? {
        let reference = FunctionReference(scope: config.scope, name: config.functionName, qualifier: config.qualifier)
        return versions.version(reference, in: functions)
    }

    /// What has come of a configuration: the environments ready, and the reason for there being no more.
    func progress(
        of config: ProvisionedConcurrencyConfig,
        in functions: FunctionState
    ) -> (ready: Int, failure: String?) {
        guard let version = version(of: config, in: functions) else { return (0, nil) }
        let progress = invoker.provisionedProgress(of: version)
        return (min(progress.ready, config.requestedExecutions), progress.hasFailed ? Self.initFailure : nil)
    }

    /// AWS's code for environments whose init fails.
    private static let initFailure = "FUNCTION_ERROR_INIT_FAILURE"
}
