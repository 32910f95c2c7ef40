import NIOCore
import Synchronization
import Testing

@testable import PosternServer

@Suite("A body that is written as it comes")
struct HTTPBodyStreamTests {
    /// What a reader has seen, in order.
    private final class Reader: Sendable {
        private let seen = Mutex<[String]>([])
        var events: [String] { seen.withLock { $0 } }

        func read(_ event: HTTPBodyStream.Event) {
            let text =
                switch event {
                case .bytes(let bytes, _): String(buffer: bytes)
                case .end: "end"
                case .broken: "broken"
                }
            seen.withLock { $0.append(text) }
        }
    }

    private func write(_ text: String, to stream: HTTPBodyStream) -> CallCounter {
        let taken = CallCounter()
        stream.write(ByteBuffer(string: text)) { taken.increase() }
        return taken
    }

    /// How often something was called.
    private final class CallCounter: Sendable {
        private let count = Atomic(0)
        var calls: Int { count.load(ordering: .sequentiallyConsistent) }
        func increase() { count.add(1, ordering: .sequentiallyConsistent) }
    }

    @Test("what comes before the reader is kept in order, and nothing comes after the end")
    func order() {
        let stream = HTTPBodyStream()
        let reader = Reader()
        _ = write("a", to: stream)
        stream.read { reader.read($0) }
        _ = write("b", to: stream)
        stream.end()
        stream.breakOff()
        let late = write("c", to: stream)
        #expect(reader.events == ["a", "b", "end"])
        #expect(late.calls == 1)
    }

    @Test("a writer whose reader is gone is told so once and waits for nothing")
    func abandonment() {
        let stream = HTTPBodyStream()
        let told = CallCounter()
        let early = write("a", to: stream)
        #expect(early.calls == 0)
        stream.whenAbandoned { told.increase() }
        stream.abandon()
        stream.abandon()
        #expect((early.calls, told.calls) == (1, 1))
        #expect(write("b", to: stream).calls == 1)
        let reader = Reader()
        stream.read { reader.read($0) }
        stream.end()
        #expect(reader.events.isEmpty)
        stream.whenAbandoned { told.increase() }
        #expect(told.calls == 2)
    }
}
