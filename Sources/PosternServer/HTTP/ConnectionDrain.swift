import NIOCore
import Synchronization

/// The open connections, so that a shutdown can let each finish the request it is serving.
final class ConnectionDrain: Sendable {
    /// Told to every connection when the drain begins: close once the request in flight is answered.
    struct Signal: Sendable {}

    private struct State {
        var channels: [ObjectIdentifier: any Channel] = [:]
        var isDraining = false
    }

    private let state = Mutex(State())

    var openConnections: Int {
        state.withLock { $0.channels.count }
    }

    func add(_ channel: any Channel) {
        let isDraining = state.withLock { state in
            state.channels[ObjectIdentifier(channel)] = channel
            return state.isDraining
        }
        if isDraining { channel.pipeline.fireUserInboundEventTriggered(Signal()) }
    }

    func remove(_ channel: any Channel) {
        state.withLock { _ = $0.channels.removeValue(forKey: ObjectIdentifier(channel)) }
    }

    /// Asks every connection to finish, waits at most `timeout`, then closes what is left.
    func drain(timeout: TimeAmount) async {
        let channels = state.withLock { state in
            state.isDraining = true
            return Array(state.channels.values)
        }
        for channel in channels {
            channel.pipeline.fireUserInboundEventTriggered(Signal())
        }
        let deadline = NIODeadline.now() + timeout
        while openConnections > 0, .now() < deadline {
            try? await Task.sleep(for: .milliseconds(5))
        }
        for channel in state.withLock({ Array($0.channels.values) }) {
            channel.close(promise: nil)
        }
    }
}
