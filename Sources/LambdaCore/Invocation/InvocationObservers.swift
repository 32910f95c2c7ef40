/// Several observers as one.
package struct InvocationObservers: InvocationObserver {
    private let all: [any InvocationObserver]

    package init(_ all: [any InvocationObserver]) {
        self.all = all
    }

    package func began(_ invocation: Invocation, concurrency: Int) {
        for observer in all { observer.began(invocation, concurrency: concurrency) }
    }

    package func ended(_ invocation: Invocation, _ outcome: InvocationOutcome) {
        for observer in all { observer.ended(invocation, outcome) }
    }

    package func reported(requestID: String, of version: FunctionVersion, duration: Duration) {
        for observer in all { observer.reported(requestID: requestID, of: version, duration: duration) }
    }
}
