import Synchronization

/// A value that becomes known once, with those who wait for it until then.
final class Announcement<Value: Sendable>: Sendable {
    private enum State {
        case awaited([@Sendable (Value) -> Void])
        case known(Value)
    }

    private let state = Mutex(State.awaited([]))

    /// Calls `body` once with the value: now if it is known, else when it becomes known.
    func whenKnown(_ body: @escaping @Sendable (Value) -> Void) {
        let value: Value? = state.withLock { state in
            switch state {
            case .known(let value):
                return value
            case .awaited(let waiting):
                state = .awaited(waiting + [body])
                return nil
            }
        }
        if let value { body(value) }
    }

    /// The value if it is known by now.
    var current: Value? {
        state.withLock { state in
            if case .known(let value) = state { value } else { nil }
        }
    }

    /// The value, when it is known.
    func value() async -> Value {
        await withCheckedContinuation { continuation in
            whenKnown { continuation.resume(returning: $0) }
        }
    }

    /// Tells everybody who waits. What was announced stays: a second value is ignored.
    func announce(_ value: Value) {
        let waiting: [@Sendable (Value) -> Void] = state.withLock { state in
            guard case .awaited(let waiting) = state else { return [] }
            state = .known(value)
            return waiting
        }
        for body in waiting { body(value) }
    }
}
