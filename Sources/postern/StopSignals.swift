import Dispatch
import Glibc

/// Waits for SIGTERM or SIGINT; made before anything is started, so that none is missed.
final class StopSignals {
    private let arrivals: AsyncStream<CInt>
    private let sources: [any DispatchSourceSignal]

    init() {
        let (stream, continuation) = AsyncStream.makeStream(of: CInt.self)
        arrivals = stream
        sources = [SIGTERM, SIGINT].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { continuation.yield(number) }
            source.resume()
            return source
        }
        // A client that goes away while it is written to is an error of that connection, not the end of the server.
        signal(SIGPIPE, SIG_IGN)
    }

    func wait() async {
        for await _ in arrivals { return }
    }
}
