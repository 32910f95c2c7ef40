/// Looks up functions as they are now. The server implements it over its state.
package protocol FunctionDirectory: Sendable {
    /// What `qualifier` of `function` means now; nil when there is no such function or version.
    func version(of function: FunctionIdentity, qualifier: String?) -> FunctionVersion?

    /// Retries and maximum age of asynchronous events (`PutFunctionEventInvokeConfig`, else Lambda's defaults).
    func eventInvokeConfiguration(of function: FunctionIdentity, qualifier: String?) -> EventInvokeConfiguration
}

/// How long and how often an asynchronous event is tried.
package struct EventInvokeConfiguration: Sendable, Hashable {
    /// 0–2 further attempts after a function error.
    package var maximumRetryAttempts: Int
    /// 60–21,600 s.
    package var maximumEventAge: Duration

    package init(maximumRetryAttempts: Int = 2, maximumEventAge: Duration = .seconds(21_600)) {
        self.maximumRetryAttempts = maximumRetryAttempts
        self.maximumEventAge = maximumEventAge
    }
}
