import StateStore

/// What the operations of IAM Toolbox work with.
struct IAMToolboxDependencies: Sendable {
    /// Where the decisions are recorded.
    let audit: AuditReader
    /// Has the text of every policy revision that decided something.
    let store: StateStore
}

/// The operations of IAM Toolbox, which say why a request was denied.
enum IAMToolboxService {
    static func operations(_ toolbox: IAMToolboxDependencies) -> [any AnyServiceOperation] {
        [
            Served(GetRequestAuthorizationDetails(toolbox: toolbox)),
            Served(GetRequestAuthorizationPolicy(toolbox: toolbox)),
        ]
    }
}
