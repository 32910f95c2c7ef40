import LambdaCore
import StateStore

/// Functions as they are now, for events that were accepted earlier.
struct LiveFunctions: FunctionDirectory {
    let live: LiveState
    let versions: FunctionVersions
    let randomness: RandomSource

    func version(of function: FunctionIdentity, qualifier: String?) -> LambdaCore.FunctionVersion? {
        let scope = Scope(accountID: function.accountID, region: function.region)
        let functions = live.view.snapshot.functions
        guard let function = functions.functions[function.name, in: scope],
            let target = functions.target(of: function, qualifier: qualifier)
        else { return nil }
        return versions.version(of: functions.executed(target, at: randomness.fraction()))
    }

    func eventInvokeConfiguration(of function: FunctionIdentity, qualifier: String?) -> EventInvokeConfiguration {
        let scope = Scope(accountID: function.accountID, region: function.region)
        let configs = live.view.snapshot.functions.eventInvokeConfigs
        guard let config = configs[function.name, qualifier ?? FunctionTarget.latest, in: scope] else {
            return EventInvokeConfiguration()
        }
        var configuration = EventInvokeConfiguration()
        if let attempts = config.maximumRetryAttempts { configuration.maximumRetryAttempts = attempts }
        if let age = config.maximumEventAgeSeconds { configuration.maximumEventAge = .seconds(age) }
        return configuration
    }
}
