import Dispatch
import Glibc
import Synchronization

/// Reads one of a sandbox's output pipes, whenever something is there or somebody asks.
final class OutputReader: Sendable {
    private let descriptor: CInt
    private let observer: any EnvironmentObserver
    private let channel: OutputChannel
    /// Nil once the pipe is read to its end. Held while reading and reporting, so that bytes are reported in order.
    private let source = Mutex<(any DispatchSourceRead)?>(nil)

    /// Takes ownership of `descriptor`, the non-blocking reading end.
    init(descriptor: CInt, channel: OutputChannel, observer: any EnvironmentObserver) {
        self.descriptor = descriptor
        self.channel = channel
        self.observer = observer
        source.withLock { source in
            let new = DispatchSource.makeReadSource(
                fileDescriptor: descriptor,
                queue: .global(qos: .userInitiated)
            )
            new.setCancelHandler { close(descriptor) }
            new.setEventHandler { [weak self] in self?.drain() }
            new.resume()
            source = new
        }
    }

    deinit {
        finish()
    }

    /// Reports what the pipe holds now, without blocking.
    func drain() {
        source.withLock { source in
            while source != nil, let bytes = read() {
                if bytes.isEmpty {
                    source?.cancel()
                    source = nil
                } else {
                    observer.wrote(bytes, to: channel)
                }
            }
        }
    }

    /// Reads no more and closes the pipe.
    func finish() {
        source.withLock { source in
            source?.cancel()
            source = nil
        }
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
