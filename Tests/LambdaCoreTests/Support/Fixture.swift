import LambdaCore
import Logging
import StateStore
import Synchronization

/// An invoker whose surroundings the test holds in its hands.
struct Fixture {
    let clock = ManualClock()
    let sink = RecordingLogSink()
    let host: FakeHost
    let roles = FixedRoles()
    let invoker: FunctionInvoker

    init(settings: InvokerSettings = InvokerSettings(), extensions: [String] = []) {
        host = FakeHost(extensions: extensions)
        invoker = FunctionInvoker(
            host: host,
            roles: roles,
            logs: sink,
            clock: clock,
            settings: settings,
            makeIdentifier: { 0xC0FFEE },
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
        )
    }

    /// Starts an invocation; its outcome arrives in the returned box.
    func invoke(
        _ requestID: String = "r1",
        _ version: FunctionVersion = .sample(),
        payload: String = "{}",
        tail: Bool = false,
        sink: (any ResponseSink)? = nil
    ) -> Box<InvocationOutcome> {
        let box = Box<InvocationOutcome>()
        let invocation = Invocation(
            requestID: requestID,
            version: version,
            invokedFunctionARN: version.function.arn,
            payload: Array(payload.utf8),
            traceHeader: "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=0",
            wantsLogTail: tail,
            responseSink: sink
        )
        invoker.invoke(invocation) { box.put($0) }
        return box
    }
}

/// A value that arrives once.
final class Box<Value: Sendable>: Sendable {
    private let state = Mutex<(value: Value?, waiter: CheckedContinuation<Value, Never>?)>((nil, nil))

    func put(_ value: Value) {
        let waiter = state.withLock { state in
            precondition(state.value == nil, "completed twice")
            state.value = value
            return state.waiter
        }
        waiter?.resume(returning: value)
    }

    /// The value, if it has arrived.
    var now: Value? { state.withLock(\.value) }

    /// The value, once it arrives.
    var value: Value {
        get async {
            await withCheckedContinuation { continuation in
                let value = state.withLock { state in
                    if state.value == nil { state.waiter = continuation }
                    return state.value
                }
                if let value { continuation.resume(returning: value) }
            }
        }
    }
}

/// Lends everybody the same credentials.
final class FixedRoles: ExecutionRoleAssumer {
    private let began: Duration
    private let failure = Mutex<EnvironmentFailure?>(nil)
    private let lifetime = Mutex<Duration>(.seconds(43_200))

    init(clock: any LambdaClock = ManualClock()) {
        began = clock.sinceEpoch
    }

    func fail(with failure: EnvironmentFailure) {
        self.failure.withLock { $0 = failure }
    }

    func expire(after lifetime: Duration) {
        self.lifetime.withLock { $0 = lifetime }
    }

    func credentials(
        assuming roleARN: String,
        for function: FunctionIdentity
    ) async throws(EnvironmentFailure) -> ExecutionCredentials {
        if let failure = failure.withLock(\.self) { throw failure }
        return ExecutionCredentials(
            accessKeyID: "ASIAEXAMPLE",
            secretAccessKey: "secret",
            sessionToken: "token",
            expiration: began + lifetime.withLock(\.self)
        )
    }
}

extension FunctionVersion {
    static func sample(
        name: String = "hello",
        version: String = FunctionVersion.latest,
        revision: String = "revision-1",
        runtime: String = "python3.12",
        timeoutSeconds: Int = 3,
        variables: [String: String] = [:],
        code: ContentHash = ContentHash(of: []),
        layers: [ContentHash] = [],
        logging: LogSettings = LogSettings()
    ) -> FunctionVersion {
        guard let runtime = FunctionRuntime(identifier: runtime) else { preconditionFailure("unknown runtime") }
        return FunctionVersion(
            function: FunctionIdentity(accountID: "000000000000", region: "us-east-1", name: name),
            version: version,
            revisionID: revision,
            configuration: ExecutionConfiguration(
                runtime: runtime,
                handler: "app.handler",
                roleARN: "arn:aws:iam::000000000000:role/hello",
                timeoutSeconds: timeoutSeconds,
                variables: variables,
                code: code,
                layers: layers,
                logGroup: "/aws/lambda/\(name)",
                logging: logging
            )
        )
    }
}

extension InvocationOutcome {
    var result: InvocationResult? {
        guard case .finished(let result) = self else { return nil }
        return result
    }

    /// The payload as text; nil unless the function ran.
    var text: String? {
        result.map { String(decoding: $0.payload, as: UTF8.self) }
    }
}
