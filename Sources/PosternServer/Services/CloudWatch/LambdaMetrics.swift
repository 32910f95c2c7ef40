import Foundation
import LambdaCore
import Logging
import StateStore
import Synchronization

/// Lambda's metrics, counted as invocations happen and written once a second.
///
/// Each is kept for all functions together, for the function, for what was invoked (the function, a version or an alias)
/// and, where an alias chose it, for the version that ran.
/// <https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html>
final class LambdaMetrics: InvocationObserver {
    private static let namespace = "AWS/Lambda"
    private static let interval = Duration.seconds(1)
    /// Invocations whose `REPORT` has not come; more are forgotten, and then have no duration.
    private static let maximumUnderWay = 20_000

    private struct Slot: Hashable {
        let key: MetricKey
        let minute: Int64
        let unit: String
    }

    private struct State {
        var slots: [Slot: MetricStatistics] = [:]
        /// What was invoked, by request id.
        var underWay: [String: [MetricKey.Dimensions]] = [:]
        var isFlushScheduled = false
    }

    private let store: MetricStore
    private let surroundings: Surroundings
    private let logger: Logger
    private let state = Mutex(State())

    init(store: MetricStore, surroundings: Surroundings, logger: Logger) {
        self.store = store
        self.surroundings = surroundings
        self.logger = logger
    }

    // MARK: InvocationObserver

    func began(_ invocation: Invocation, concurrency: Int) {
        let function = invocation.version.function
        let dimensions = Self.dimensions(of: invocation)
        state.withLock { state in
            if state.underWay.count < Self.maximumUnderWay { state.underWay[invocation.requestID] = dimensions }
        }
        let functionOnly = [[], [MetricDimension(name: "FunctionName", value: function.name)]]
        add("ConcurrentExecutions", Double(concurrency), "Count", functionOnly, of: function)
    }

    func ended(_ invocation: Invocation, _ outcome: InvocationOutcome) {
        let function = invocation.version.function
        let dimensions = Self.dimensions(of: invocation)
        switch outcome {
        case .finished(let result):
            add("Invocations", 1, "Count", dimensions, of: function)
            add("Errors", result.functionError == nil ? 0 : 1, "Count", dimensions, of: function)
            add("Throttles", 0, "Count", dimensions, of: function)
        case .throttled: add("Throttles", 1, "Count", dimensions, of: function)
        case .unavailable: break
        }
    }

    func reported(requestID: String, of version: LambdaCore.FunctionVersion, duration: Duration) {
        let dimensions = state.withLock { $0.underWay.removeValue(forKey: requestID) }
        guard let dimensions else { return }
        add("Duration", duration / .milliseconds(1), "Milliseconds", dimensions, of: version.function)
    }

    // MARK: Asynchronous events

    /// An event was accepted into the queue.
    func received(_ event: QueuedInvocation) {
        add("AsyncEventsReceived", 1, "Count", event)
    }

    /// An event has left the queue, done or given up.
    func settled(_ settlement: EventSettlement) {
        let event = settlement.event
        let age = Double(surroundings.now().microseconds - event.acceptedAt.microseconds) / 1000
        add("AsyncEventAge", age, "Milliseconds", event)
        if settlement.condition != .success { add("AsyncEventsDropped", 1, "Count", event) }
    }

    /// A record could not be delivered to a destination.
    func deliveryFailed(_ event: QueuedInvocation, toDeadLetterQueue: Bool) {
        add(toDeadLetterQueue ? "DeadLetterErrors" : "DestinationDeliveryFailures", 1, "Count", event)
    }

    private func add(_ name: String, _ value: Double, _ unit: String, _ event: QueuedInvocation) {
        let function = FunctionIdentity(
            accountID: event.scope.accountID,
            region: event.scope.region,
            name: event.functionName
        )
        let dimensions = Self.dimensions(function: function.name, qualifier: event.qualifier, executed: nil)
        add(name, value, unit, dimensions, of: function)
    }

    // MARK: Counting

    private static func dimensions(of invocation: Invocation) -> [MetricKey.Dimensions] {
        let function = invocation.version.function
        let parts = invocation.invokedFunctionARN.split(separator: ":", omittingEmptySubsequences: false)
        let qualifier = parts.count == 8 ? String(parts[7]) : nil
        return dimensions(function: function.name, qualifier: qualifier, executed: invocation.version.version)
    }

    private static func dimensions(function: String, qualifier: String?, executed: String?) -> [MetricKey.Dimensions] {
        let name = MetricDimension(name: "FunctionName", value: function)
        let resource = MetricDimension(
            name: "Resource",
            value: qualifier.map { "\(function):\($0)" } ?? function
        )
        var all = [[], [name], [name, resource]]
        if let executed, let qualifier, qualifier != executed {
            all.append([name, resource, MetricDimension(name: "ExecutedVersion", value: executed)])
        }
        return all
    }

    private func add(
        _ name: String,
        _ value: Double,
        _ unit: String,
        _ dimensions: [MetricKey.Dimensions],
        of function: FunctionIdentity
    ) {
        let scope = Scope(accountID: function.accountID, region: function.region)
        let minute = surroundings.now().seconds / 60
        let schedules = state.withLock { state in
            for dimensions in dimensions {
                let key = MetricKey(scope: scope, namespace: Self.namespace, name: name, dimensions: dimensions)
                let slot = Slot(key: key, minute: minute, unit: unit)
                var statistics = state.slots[slot] ?? MetricStatistics(value, count: 0)
                statistics.add(MetricStatistics(value))
                state.slots[slot] = statistics
            }
            defer { state.isFlushScheduled = true }
            return !state.isFlushScheduled
        }
        guard schedules else { return }
        Task {
            // A cancelled sleep only writes earlier.
            try? await Task.sleep(for: Self.interval)
            flush()
        }
    }

    /// Writes what was counted; also called when the server ends.
    func flush() {
        let slots = state.withLock { state in
            defer {
                state.slots = [:]
                state.isFlushScheduled = false
            }
            return state.slots
        }
        do throws(StateStoreError) {
            try store.add(
                slots.map { slot, statistics in
                    MetricSample(
                        key: slot.key,
                        time: Moment(seconds: slot.minute * 60),
                        unit: slot.unit,
                        statistics: statistics
                    )
                }
            )
        } catch {
            logger.error("metrics could not be written", metadata: ["reason": "\(error)"])
        }
    }
}

extension MetricKey {
    typealias Dimensions = [MetricDimension]
}
