package import NIOCore
import Synchronization

/// A body that is written as it comes into being: whoever makes it writes, the connection reads.
///
/// The writer is told when its bytes have been handed to the operating system, which is what slows it down to the pace of
/// a slow client. A client that goes away takes every byte at once, and is told of once.
package final class HTTPBodyStream: Sendable {
    /// What the connection is given, in order.
    enum Event: Sendable {
        /// Never empty.
        case bytes(ByteBuffer, whenTaken: @Sendable () -> Void)
        case end
        /// The body breaks off: the client must not take it for whole.
        case broken
    }

    private struct State {
        /// What came before there was a reader.
        var waiting: [Event] = []
        var reader: (@Sendable (Event) -> Void)?
        var isOver = false
        var isAbandoned = false
        var whenAbandoned: (@Sendable () -> Void)?
    }

    private let state = Mutex(State())

    package init() {}

    // MARK: Writing, in order, one call at a time

    /// - Parameter whenTaken: called once, on any thread, when more may be written.
    package func write(_ bytes: ByteBuffer, whenTaken: @escaping @Sendable () -> Void) {
        guard bytes.readableBytes > 0, pass(.bytes(bytes, whenTaken: whenTaken), isLast: false) else {
            return whenTaken()
        }
    }

    /// The body is whole. What comes later is dropped.
    package func end() {
        _ = pass(.end, isLast: true)
    }

    /// The body breaks off here.
    package func breakOff() {
        _ = pass(.broken, isLast: true)
    }

    /// Calls when the client is gone, at once if it is gone already; the writer may stop then.
    package func whenAbandoned(_ call: @escaping @Sendable () -> Void) {
        let isAbandoned = state.withLock { state in
            if !state.isAbandoned { state.whenAbandoned = call }
            return state.isAbandoned
        }
        if isAbandoned { call() }
    }

    private func pass(_ event: Event, isLast: Bool) -> Bool {
        state.withLock { state in
            guard !state.isOver, !state.isAbandoned else { return false }
            state.isOver = isLast
            if let reader = state.reader { reader(event) } else { state.waiting.append(event) }
            return true
        }
    }

    // MARK: Reading

    /// Gives everything to `reader`, which must return at once and call nothing here.
    func read(_ reader: @escaping @Sendable (Event) -> Void) {
        state.withLock { state in
            guard !state.isAbandoned else { return }
            state.reader = reader
            for event in state.waiting { reader(event) }
            state.waiting = []
        }
    }

    /// Nobody reads any more.
    func abandon() {
        let (waiting, call) = state.withLock { state in
            let left = (state.waiting, state.isAbandoned ? nil : state.whenAbandoned)
            state.isAbandoned = true
            state.waiting = []
            state.reader = nil
            state.whenAbandoned = nil
            return left
        }
        for case .bytes(_, let whenTaken) in waiting { whenTaken() }
        call?()
    }
}
