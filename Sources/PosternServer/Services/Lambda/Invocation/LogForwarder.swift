import Dispatch
import IAMPolicy
import LambdaCore
import Logging
import StateStore
import Synchronization

/// Puts the lines of functions into CloudWatch Logs, as the execution role: a role that may not write logs gets none.
///
/// Lines are gathered for some milliseconds and written together, in order, away from event loops.
final class LogForwarder: LogSink {
    private static let gatheringTime: DispatchTimeInterval = .milliseconds(20)
    /// Streams known to exist; beyond this they are looked at anew.
    private static let rememberedStreams = 10_000
    /// When this much waits, functions wait with what they write.
    private static let waitingLimitBytes = 32 << 20

    private struct Pending {
        var batches: [(stream: LambdaCore.LogStream, events: [LambdaCore.LogLine])] = []
        var isScheduled = false
    }

    private let live: LiveState
    private let writer: StateWriter
    private let store: LogStore
    private let permissions: LogPermissions
    private let surroundings: Surroundings
    private let logger: Logger
    private let queue = DispatchQueue(label: "function-logs", qos: .utility)
    private let waitingBytes = Atomic<Int>(0)
    /// Touched on `queue` only.
    private nonisolated(unsafe) var pending = Pending()
    private nonisolated(unsafe) var openStreams: Set<LambdaCore.LogStream> = []

    init(
        live: LiveState,
        writer: StateWriter,
        store: LogStore,
        permissions: LogPermissions,
        surroundings: Surroundings,
        logger: Logger
    ) {
        self.live = live
        self.writer = writer
        self.store = store
        self.permissions = permissions
        self.surroundings = surroundings
        self.logger = logger
    }

    var isSaturated: Bool { waitingBytes.load(ordering: .relaxed) > Self.waitingLimitBytes }

    func append(_ events: [LambdaCore.LogLine], to stream: LambdaCore.LogStream) {
        waitingBytes.add(Self.bytes(of: events), ordering: .relaxed)
        queue.async { [self] in
            pending.batches.append((stream, events))
            guard !pending.isScheduled else { return }
            pending.isScheduled = true
            queue.asyncAfter(deadline: .now() + Self.gatheringTime) { [self] in flush() }
        }
    }

    /// What lines weigh: their text and what is kept about each.
    private static func bytes(of events: [LambdaCore.LogLine]) -> Int {
        events.reduce(0) { $0 + $1.message.utf8.count + MemoryLayout<LambdaCore.LogLine>.stride }
    }

    /// Returns when every line given before has been written or dropped.
    func drain() async {
        await withCheckedContinuation { continuation in
            queue.async { [self] in
                flush()
                continuation.resume()
            }
        }
    }

    private func flush() {
        let batches = pending.batches
        pending = Pending()
        guard !batches.isEmpty else { return }
        defer { waitingBytes.subtract(batches.reduce(0) { $0 + Self.bytes(of: $1.events) }, ordering: .relaxed) }
        let now = surroundings.now()
        let written = batches.filter { mayWrite(to: $0.stream, at: now) }.map {
            LogBatch($0.events, to: $0.stream, at: now)
        }
        do {
            _ = try store.append(written)
        } catch {
            logger.error("function logs could not be written", metadata: ["reason": "\(error)"])
        }
    }

    /// Whether the role may put events there now; makes group and stream at the first line that it may write. Lines that
    /// it may not write are dropped, as on AWS.
    private func mayWrite(to stream: LambdaCore.LogStream, at now: Moment) -> Bool {
        if openStreams.contains(stream) { return permissions.allows("logs:PutLogEvents", on: stream, at: now) }
        guard open(stream, at: now) else { return false }
        if openStreams.count >= Self.rememberedStreams { openStreams.removeAll() }
        openStreams.insert(stream)
        return true
    }

    private func open(_ stream: LambdaCore.LogStream, at now: Moment) -> Bool {
        let key = LogStreamKey(stream)
        if live.view.snapshot.logs.groups[stream.group, in: key.scope] == nil {
            guard permissions.allows("logs:CreateLogGroup", on: stream, at: now) else { return false }
            guard create(LogGroup(scope: key.scope, name: stream.group, createdAt: now)) else { return false }
        }
        guard permissions.allows("logs:CreateLogStream", on: stream, at: now),
            permissions.allows("logs:PutLogEvents", on: stream, at: now)
        else { return false }
        do {
            _ = try store.createStream(key, at: now)
            return true
        } catch {
            logger.error(
                "a log stream could not be made",
                metadata: ["stream": "\(stream.name)", "reason": "\(error)"]
            )
            return false
        }
    }

    /// Waits for the writer, which no other work of this queue depends on.
    private func create(_ group: LogGroup) -> Bool {
        let done = DispatchSemaphore(value: 0)
        nonisolated(unsafe) var succeeded = false
        Task { [writer] in
            succeeded =
                (try? await writer.write { transaction in
                    if transaction.snapshot.logs.groups[group.name, in: group.scope] == nil {
                        transaction.apply(.logs(.group(.put(group))))
                    }
                    return true
                }) ?? false
            done.signal()
        }
        done.wait()
        return succeeded
    }
}

extension LogBatch {
    fileprivate init(_ events: [LambdaCore.LogLine], to stream: LambdaCore.LogStream, at now: Moment) {
        self.init(
            stream: LogStreamKey(stream),
            events: events.map { event in
                InputLogEvent(timestamp: Moment(milliseconds: event.timestampMilliseconds), message: event.message)
            },
            ingestedAt: now
        )
    }
}

extension LogStreamKey {
    fileprivate init(_ stream: LambdaCore.LogStream) {
        let scope = Scope(accountID: stream.function.accountID, region: stream.function.region)
        self.init(scope: scope, group: stream.group, stream: stream.name)
    }
}
