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
