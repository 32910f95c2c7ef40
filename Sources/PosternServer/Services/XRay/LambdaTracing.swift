import Foundation
import IAMPolicy
import LambdaCore
import Logging
import StateStore
import Synchronization

/// The segments that Lambda itself sends of functions with active tracing: one of the service, and one of the function
/// below it, to which what the function sends belongs. They are kept only while the execution role may
/// `xray:PutTraceSegments`, as on AWS.
///
/// <https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html>
final class LambdaTracing: InvocationObserver {
    /// Invocations whose end or `REPORT` has not come; more are not traced.
    private static let maximumUnderWay = 20_000

    private struct Run {
        let invocation: Invocation
        let trace: Trace
        let startedAt: Moment
        var endedAt: Moment?
        var hasError = false
        var duration: Duration?
    }

    /// What the header says that the function was given.
    private struct Trace {
        let root: String
        /// The id of the function's segment.
        let functionSegmentID: String

        /// Nil unless the request is sampled.
        init?(_ header: String) {
            var fields: [Substring: Substring] = [:]
            for field in header.split(separator: ";") {
                let parts = field.split(separator: "=", maxSplits: 1)
                if parts.count == 2 { fields[parts[0]] = parts[1] }
            }
            guard fields["Sampled"] == "1", let root = fields["Root"], let parent = fields["Parent"], parent.count == 16
            else { return nil }
            self.root = String(root)
            functionSegmentID = String(parent)
        }

        /// The service's segment is named after the function's: the halves of its id change places.
        var serviceSegmentID: String { String(functionSegmentID.suffix(8) + functionSegmentID.prefix(8)) }
    }

    private let live: LiveState
    private let store: TraceStore
    private let permissions: LogPermissions
    private let surroundings: Surroundings
    private let logger: Logger
    private let runs = Mutex<[String: Run]>([:])

    init(
        live: LiveState,
        store: TraceStore,
        permissions: LogPermissions,
        surroundings: Surroundings,
        logger: Logger
    ) {
        self.live = live
        self.store = store
        self.permissions = permissions
        self.surroundings = surroundings
        self.logger = logger
    }

    func began(_ invocation: Invocation, concurrency: Int) {
        guard let trace = Trace(invocation.traceHeader), isActive(invocation) else { return }
        let run = Run(invocation: invocation, trace: trace, startedAt: surroundings.now())
        runs.withLock { runs in
            if runs.count < Self.maximumUnderWay { runs[invocation.requestID] = run }
        }
    }

    func ended(_ invocation: Invocation, _ outcome: InvocationOutcome) {
        guard case .finished(let result) = outcome else {
            runs.withLock { $0[invocation.requestID] = nil }
            return
        }
        let now = surroundings.now()
        change(invocation.requestID) { run in
            run.endedAt = now
            run.hasError = result.functionError != nil
        }
    }

    func reported(requestID: String, of version: LambdaCore.FunctionVersion, duration: Duration) {
        change(requestID) { $0.duration = duration }
    }

    /// Sends the segments once both the outcome and the duration are known.
    private func change(_ requestID: String, _ change: (inout Run) -> Void) {
        let finished = runs.withLock { runs -> Run? in
            guard var run = runs[requestID] else { return nil }
            change(&run)
            let isFinished = run.endedAt != nil && run.duration != nil
            runs[requestID] = isFinished ? nil : run
            return isFinished ? run : nil
        }
        guard let finished else { return }
        Task { send(finished) }
    }

    private func isActive(_ invocation: Invocation) -> Bool {
        let functions = live.view.snapshot.functions
        let identity = invocation.version.function
        let scope = Scope(accountID: identity.accountID, region: identity.region)
        guard let function = functions.functions[identity.name, in: scope] else { return false }
        let target = functions.target(of: function, qualifier: invocation.version.version)
        return target?.settings.tracingMode == "Active"
    }

    private func send(_ run: Run) {
        let function = run.invocation.version.function
        let now = surroundings.now()
        let isAllowed = permissions.allows(
            "xray:PutTraceSegments",
            on: "*",
            asRole: run.invocation.version.configuration.roleARN,
            of: function,
            at: now
        )
        guard isAllowed else { return }
        do throws(StateStoreError) {
            try store.put(segments(of: run), in: Scope(accountID: function.accountID, region: function.region))
        } catch {
            logger.error("trace segments could not be written", metadata: ["reason": "\(error)"])
        }
    }

    private func segments(of run: Run) -> [TraceSegment] {
        let function = run.invocation.version.function
        let start = Double(run.startedAt.microseconds) / 1_000_000
        let end = Double((run.endedAt ?? run.startedAt).microseconds) / 1_000_000
        let common: [String: Any] = ["trace_id": run.trace.root, "name": function.name, "end_time": end]
        let service: [String: Any] = [
            "id": run.trace.serviceSegmentID, "start_time": start, "origin": "AWS::Lambda",
            "resource_arn": run.invocation.invokedFunctionARN,
            "http": ["response": ["status": 200]],
            "aws": ["request_id": run.invocation.requestID],
        ]
        var own: [String: Any] = [
            "id": run.trace.functionSegmentID, "parent_id": run.trace.serviceSegmentID,
            "start_time": end - min(end - start, (run.duration ?? .zero) / .seconds(1)),
            "origin": "AWS::Lambda::Function",
            "aws": [
                "account_id": function.accountID, "function_arn": function.arn,
                "resource_names": [function.name],
            ],
        ]
        if run.hasError { own["fault"] = true }
        return [service, own].compactMap { fields in
            let whole = fields.merging(common) { own, _ in own }
            guard let data = try? JSONSerialization.data(withJSONObject: whole, options: [.sortedKeys]) else {
                return nil
            }
            return (try? SegmentDocument(String(decoding: data, as: UTF8.self)))?.segment
        }
    }
}
