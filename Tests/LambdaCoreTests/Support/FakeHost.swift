import LambdaCore
import Synchronization

/// Makes "sandboxes" that exist only as calls: the test plays the runtime by hand.
final class FakeHost: EnvironmentHost {
    private struct State {
        var processes: [FakeProcess] = []
        var waiters: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
    }

    private let state = Mutex(State())
    /// Names of the external extensions that every environment has.
    private let extensions: [String]

    init(extensions: [String] = []) {
        self.extensions = extensions
    }

    func start(
        _ plan: EnvironmentPlan,
        endpoint: any RuntimeEndpoint,
        observer: any EnvironmentObserver
    ) async throws(EnvironmentFailure) {
        let process = FakeProcess(plan: plan, runtime: endpoint, observer: observer)
        observer.starting(process, runtime: "fake:1", notes: [], extensions: extensions)
        let ready = state.withLock { state in
            state.processes.append(process)
            let ready = state.waiters.filter { $0.count <= state.processes.count }
            state.waiters.removeAll { $0.count <= state.processes.count }
            return ready.map(\.continuation)
        }
        for continuation in ready { continuation.resume() }
    }

    /// The process that was started as number `index`, once it exists.
    func process(_ index: Int) async -> FakeProcess {
        await withCheckedContinuation { continuation in
            let exists = state.withLock { state in
                if state.processes.count > index { return true }
                state.waiters.append((index + 1, continuation))
                return false
            }
            if exists { continuation.resume() }
        }
        return state.withLock { $0.processes[index] }
    }

    var startedCount: Int { state.withLock(\.processes.count) }
}

/// One of them; the test calls its runtime's part of the Runtime API.
final class FakeProcess: EnvironmentProcess {
    let plan: EnvironmentPlan
    let runtime: any RuntimeEndpoint
    let observer: any EnvironmentObserver
    private let killed = Mutex(false)
    private let frozen = Mutex(false)
    private let unread = Mutex<[UInt8]>([])
    private let replies = Mutex<[RuntimeReply]>([])

    init(plan: EnvironmentPlan, runtime: any RuntimeEndpoint, observer: any EnvironmentObserver) {
        self.plan = plan
        self.runtime = runtime
        self.observer = observer
    }

    var isKilled: Bool { killed.withLock(\.self) }

    let peakMemoryBytes: UInt64? = 36 << 20

    func kill() {
        killed.withLock { $0 = true }
    }

    private let started = Mutex(false)
    private let terminations = Mutex<[Bool]>([])
    private let posts = Mutex<[(body: String, destination: TelemetryDestination)]>([])

    var isRuntimeStarted: Bool { started.withLock(\.self) }

    func startRuntime() {
        started.withLock { $0 = true }
    }

    /// Whether each call was forced.
    var terminationsOfRuntime: [Bool] { terminations.withLock(\.self) }

    func terminateRuntime(isForced: Bool) {
        terminations.withLock { $0.append(isForced) }
    }

    /// What was posted into the sandbox.
    var posted: [(body: String, destination: TelemetryDestination)] { posts.withLock(\.self) }

    func post(_ body: [UInt8], to destination: TelemetryDestination) async -> Bool {
        posts.withLock { $0.append((String(decoding: body, as: UTF8.self), destination)) }
        return true
    }

    var isFrozen: Bool { frozen.withLock(\.self) }

    func freeze() -> Bool {
        frozen.withLock { $0 = true }
        return true
    }

    func thaw() {
        frozen.withLock { $0 = false }
    }

    func drainOutput() {
        let bytes = unread.withLock { bytes in
            defer { bytes = [] }
            return bytes
        }
        if !bytes.isEmpty { observer.wrote(bytes, to: .standardOutput) }
    }

    /// Writes to standard output; it is read only when somebody drains.
    func print(_ text: String) {
        unread.withLock { $0.append(contentsOf: text.utf8) }
    }

    /// Calls `/next`; the answer, when it comes, is in ``events``.
    func next() {
        runtime.next { reply in
            precondition(reply.status != 200 || !self.isFrozen, "a frozen runtime cannot get an event")
            self.replies.withLock { $0.append(reply) }
        }
    }

    /// Everything `/next` was answered with.
    var events: [RuntimeReply] { replies.withLock(\.self) }

    func header(_ name: String, ofEvent index: Int) -> String? {
        events[index].headers.first { $0.name == name }?.value
    }
}
