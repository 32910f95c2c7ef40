import StateStore

/// What happens to an asynchronous event after an attempt. Decides only.
///
/// Source: "How Lambda handles errors and retries with asynchronous invocation", AWS Lambda Developer Guide.
struct RetryPolicy: Sendable {
    /// Before the second and the third attempt after function errors.
    static let errorDelays: [Duration] = [.seconds(60), .seconds(120)]
    /// After a throttle or a fault of the system: from the first, doubled each time, up to the second.
    static let deferralDelays: ClosedRange<Duration> = .seconds(1)...(.seconds(300))

    /// How much faster than on AWS delays and ages pass; 1 for AWS's own pace.
    let timeScale: Int

    enum Verdict: Sendable, Equatable {
        case settle(EventSettlement.Condition)
        /// Try again, with these counts, at this time.
        case retry(QueuedInvocation, at: Timestamp)
    }

    func verdict(
        after outcome: InvocationOutcome,
        of event: QueuedInvocation,
        under configuration: EventInvokeConfiguration,
        isStoppedByReservation: Bool,
        at now: Timestamp
    ) -> Verdict {
        switch outcome {
        case .finished(let result) where result.functionError == nil:
            .settle(.success)
        case .finished:
            afterFunctionError(event, configuration, now)
        case .throttled where isStoppedByReservation:
            .settle(.zeroReservedConcurrency)
        case .throttled, .unavailable:
            afterDeferral(event, configuration, now)
        }
    }

    private func afterFunctionError(
        _ event: QueuedInvocation,
        _ configuration: EventInvokeConfiguration,
        _ now: Timestamp
    ) -> Verdict {
        var event = event
        event.failedAttempts += 1
        let attempts = min(configuration.maximumRetryAttempts, Self.errorDelays.count)
        guard event.failedAttempts <= attempts else { return .settle(.retriesExhausted) }
        return retry(event, after: Self.errorDelays[event.failedAttempts - 1], configuration, now)
    }

    private func afterDeferral(
        _ event: QueuedInvocation,
        _ configuration: EventInvokeConfiguration,
        _ now: Timestamp
    ) -> Verdict {
        var event = event
        event.deferrals += 1
        // Nine doublings pass the upper bound; more would only overflow.
        let doubled = Self.deferralDelays.lowerBound * (1 << min(event.deferrals - 1, 9))
        return retry(event, after: min(doubled, Self.deferralDelays.upperBound), configuration, now)
    }

    /// The age counts before the next attempt is scheduled, as of its time.
    private func retry(
        _ event: QueuedInvocation,
        after delay: Duration,
        _ configuration: EventInvokeConfiguration,
        _ now: Timestamp
    ) -> Verdict {
        let time = now + delay / timeScale
        let limit = event.acceptedAt + configuration.maximumEventAge / timeScale
        return time > limit ? .settle(.eventAgeExceeded) : .retry(event, at: time)
    }
}
