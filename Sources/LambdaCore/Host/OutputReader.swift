import Dispatch
import Glibc
import Synchronization

/// Reads one of a sandbox's output pipes: whenever something is there, once it is started, and when somebody asks.
final class OutputReader: Sendable {
    private enum State {
        case waiting
        case reading(any DispatchSourceRead)
        case closed
    }

    private let descriptor: CInt
    private let observer: any EnvironmentObserver
    private let channel: OutputChannel
    /// Held while reading and reporting, so that bytes are reported in their order.
    private let state = Mutex(State.waiting)

    /// Takes ownership of `descriptor`, the non-blocking reading end.
    init(descriptor: CInt, channel: OutputChannel, observer: any EnvironmentObserver) {
        self.descriptor = descriptor
        self.channel = channel
        self.observer = observer
    }

    deinit {
        finish()
    }

    /// Reports from now on whatever is written.
    func start() {
        state.withLock { state in
            guard case .waiting = state else { return }
            let source = DispatchSource.makeReadSource(
                fileDescriptor: descriptor,
                queue: .global(qos: .userInitiated)
            )
            source.setCancelHandler { [descriptor] in Glibc.close(descriptor) }
            source.setEventHandler { [weak self] in self?.drain() }
            source.resume()
            state = .reading(source)
        }
    }

    /// Reports what the pipe holds now, without blocking.
    func drain() {
        state.withLock { state in
            while case .reading = state, let bytes = read() {
                if bytes.isEmpty {
                    close(&state)
                } else {
                    observer.wrote(bytes, to: channel)
                }
            }
        }
    }

    /// Reads no more and closes the pipe.
    func finish() {
        state.withLock { close(&$0) }
    }

    private func close(_ state: inout State) {
        switch state {
        case .waiting: Glibc.close(descriptor)
        case .reading(let source): source.cancel()
        case .closed: break
        }
        state = .closed
    }

    /// What one read(2) gives: nothing at the end of the pipe, nil when there is nothing yet.
    private func read() -> [UInt8]? {
        var count = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, initialized in
            repeat {
                count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            } while count < 0 && errno == EINTR
            initialized = max(0, count)
        }
        return count < 0 ? nil : bytes
    }
}
