import LambdaCore
import StateStore

/// Functions as they are now, for events that were accepted earlier.
struct LiveFunctions: FunctionDirectory {
    let live: LiveState
    let versions: FunctionVersions

    func version(of function: FunctionIdentity, qualifier: String?) -> LambdaCore.FunctionVersion? {
        let scope = Scope(accountID: function.accountID, region: function.region)
        guard qualifier == nil || qualifier == "$LATEST" else { return nil }
        return live.view.snapshot.functions.functions[function.name, in: scope].flatMap(versions.version(of:))
    }

    func eventInvokeConfiguration(of function: FunctionIdentity, qualifier: String?) -> EventInvokeConfiguration {
        EventInvokeConfiguration()
    }
}
