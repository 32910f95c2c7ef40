import Dispatch
import Glibc
import Synchronization

/// Reads one of a sandbox's output pipes: whenever something is there, once it is started, and when somebody asks.
///
/// What is hostile here is the writer. It cannot hold a thread, because a turn is bounded, nor fill the server's memory,
/// because nothing is read while the observer is saturated.
final class OutputReader: Sendable {
    /// Sixteen reads of 64 KiB: as much as a pipe can hold at most (`/proc/sys/fs/pipe-max-size`).
    static let readsPerTurn = 16
    static let readBytes = 65_536
    /// How long to leave the pipe alone while the observer is saturated.
    static let pause: Duration = .milliseconds(20)

    private enum State {
        case waiting
        case reading(any DispatchSourceRead)
        case paused(any DispatchSourceRead)
        case closed
    }

    private let descriptor: CInt
    private let observer: any EnvironmentObserver
    private let channel: OutputChannel
    private let clock: any LambdaClock
    /// Held while reading and reporting, so that bytes are reported in their order.
    private let state = Mutex(State.waiting)

    /// Takes ownership of `descriptor`, the non-blocking reading end.
    init(descriptor: CInt, channel: OutputChannel, observer: any EnvironmentObserver, clock: any LambdaClock) {
        self.descriptor = descriptor
        self.channel = channel
        self.observer = observer
        self.clock = clock
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
            for _ in 0..<Self.readsPerTurn {
                guard case .reading(let source) = state else { return }
                guard !observer.isSaturated else { return pause(source, &state) }
                guard let bytes = read() else { return }
                if bytes.isEmpty {
                    close(&state)
                } else {
                    observer.wrote(bytes, to: channel)
                }
            }
        }
    }

    private func pause(_ source: any DispatchSourceRead, _ state: inout State) {
        source.suspend()
        state = .paused(source)
        clock.after(Self.pause) { [weak self] in
            self?.state.withLock { state in
                guard case .paused(let source) = state else { return }
                source.resume()
                state = .reading(source)
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
        case .paused(let source):
            // A suspended source does not run its cancel handler.
            source.resume()
            source.cancel()
        case .closed: break
        }
        state = .closed
    }

    /// What one read(2) gives: nothing at the end of the pipe, nil when there is nothing yet.
    private func read() -> [UInt8]? {
        var count = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: Self.readBytes) { buffer, initialized in
            repeat {
                count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            } while count < 0 && errno == EINTR
            initialized = max(0, count)
        }
        return count < 0 ? nil : bytes
    }
}
