import StateStore
import Testing

@testable import LambdaCore

@Suite struct RetryPolicyTests {
    private static let accepted = Timestamp(seconds: 1_795_420_800)

    private static func event(failedAttempts: Int = 0, deferrals: Int = 0) -> QueuedInvocation {
        QueuedInvocation(
            requestID: "r1",
            scope: Scope(accountID: "000000000000", region: "us-east-1"),
            functionName: "hello",
            payload: [],
            traceHeader: "",
            acceptedAt: accepted,
            failedAttempts: failedAttempts,
            deferrals: deferrals
        )
    }

    private static let success = InvocationOutcome.finished(
        InvocationResult(payload: [], executedVersion: "1")
    )
    private static let failure = InvocationOutcome.finished(
        InvocationResult(payload: [], functionError: .unhandled, executedVersion: "1")
    )

    struct Example: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var outcome: InvocationOutcome
        var event = RetryPolicyTests.event()
        var configuration = EventInvokeConfiguration()
        var isStoppedByReservation = false
        var age: Duration = .zero
        var timeScale = 1
        let verdict: RetryPolicy.Verdict
    }

    static let examples: [Example] = [
        Example(testDescription: "success", outcome: success, verdict: .settle(.success)),
        Example(
            testDescription: "first error waits one minute",
            outcome: failure,
            verdict: .retry(event(failedAttempts: 1), at: accepted + .seconds(60))
        ),
        Example(
            testDescription: "second error waits two minutes",
            outcome: failure,
            event: event(failedAttempts: 1),
            age: .seconds(61),
            verdict: .retry(event(failedAttempts: 2), at: accepted + .seconds(181))
        ),
        Example(
            testDescription: "third error is the last",
            outcome: failure,
            event: event(failedAttempts: 2),
            verdict: .settle(.retriesExhausted)
        ),
        Example(
            testDescription: "no retries configured",
            outcome: failure,
            configuration: EventInvokeConfiguration(maximumRetryAttempts: 0),
            verdict: .settle(.retriesExhausted)
        ),
        Example(
            testDescription: "the next attempt would be too late",
            outcome: failure,
            configuration: EventInvokeConfiguration(maximumEventAge: .seconds(60)),
            age: .seconds(1),
            verdict: .settle(.eventAgeExceeded)
        ),
        Example(
            testDescription: "the next attempt is just in time",
            outcome: failure,
            configuration: EventInvokeConfiguration(maximumEventAge: .seconds(61)),
            age: .seconds(1),
            verdict: .retry(event(failedAttempts: 1), at: accepted + .seconds(61))
        ),
        Example(
            testDescription: "a throttle counts for back-off only",
            outcome: .throttled(.account),
            event: event(failedAttempts: 2),
            verdict: .retry(event(failedAttempts: 2, deferrals: 1), at: accepted + .seconds(1))
        ),
        Example(
            testDescription: "back-off doubles",
            outcome: .unavailable(.sandbox(reason: "")),
            event: event(deferrals: 5),
            verdict: .retry(event(deferrals: 6), at: accepted + .seconds(32))
        ),
        Example(
            testDescription: "back-off ends at five minutes",
            outcome: .throttled(.reserved),
            event: event(deferrals: 5_000),
            verdict: .retry(event(deferrals: 5_001), at: accepted + .seconds(300))
        ),
        Example(
            testDescription: "throttled for six hours",
            outcome: .throttled(.account),
            event: event(deferrals: 80),
            age: .seconds(21_400),
            verdict: .settle(.eventAgeExceeded)
        ),
        Example(
            testDescription: "a function that is reserved away gets nothing",
            outcome: .throttled(.reserved),
            isStoppedByReservation: true,
            verdict: .settle(.zeroReservedConcurrency)
        ),
        Example(
            testDescription: "time runs sixty times faster",
            outcome: failure,
            timeScale: 60,
            verdict: .retry(event(failedAttempts: 1), at: accepted + .seconds(1))
        ),
    ]

    @Test(arguments: examples)
    func `each outcome has its consequence`(_ example: Example) {
        let policy = RetryPolicy(timeScale: example.timeScale)
        #expect(
            policy.verdict(
                after: example.outcome,
                of: example.event,
                under: example.configuration,
                isStoppedByReservation: example.isStoppedByReservation,
                at: Self.accepted + example.age
            ) == example.verdict
        )
    }
}
