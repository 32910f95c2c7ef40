import Glibc
import Synchronization
import Testing

@testable import LambdaCore

@Suite struct OutputReaderTests {
    /// Counts what it hears, and may have enough.
    private final class Listener: EnvironmentObserver {
        private let heard = Mutex<[UInt8]>([])
        private let saturated = Mutex(false)

        var bytes: [UInt8] { heard.withLock(\.self) }

        var isSaturated: Bool { saturated.withLock(\.self) }

        func saturate(_ isSaturated: Bool) {
            saturated.withLock { $0 = isSaturated }
        }

        func starting(
            _ process: any EnvironmentProcess,
            runtime: String,
            notes: [String],
            extensions: [String]
        ) {}
        func extensionExited(_ name: String, _ exit: RuntimeExit) {}

        func wrote(_ bytes: [UInt8], to output: OutputChannel) {
            heard.withLock { $0 += bytes }
        }

        func exited(_ exit: RuntimeExit) {}

        func failed(_ failure: EnvironmentFailure) {}

        /// Waits until `count` bytes have been heard.
        func hear(_ count: Int) async throws {
            while bytes.count < count { try await Task.sleep(for: .milliseconds(1)) }
        }
    }

    private let clock = ManualClock()
    private let listener = Listener()
    private let writingEnd: CInt
    private let reader: OutputReader

    init() throws {
        var ends: [CInt] = [0, 0]
        try #require(pipe(&ends) == 0)
        try #require(fcntl(ends[0], F_SETFL, O_NONBLOCK) == 0)
        writingEnd = ends[1]
        reader = OutputReader(descriptor: ends[0], channel: .standardOutput, observer: listener, clock: clock)
    }

    private func write(_ text: String) {
        #expect(text.withCString { Glibc.write(writingEnd, $0, strlen($0)) } == text.utf8.count)
    }

    @Test(.timeLimit(.minutes(1)))
    func `what is written is reported without being asked for, once reading has started`() async throws {
        write("before")
        reader.drain()
        #expect(listener.bytes.isEmpty, "nobody may hear of it yet")
        reader.start()
        try await listener.hear(6)
        write(" after")
        try await listener.hear(12)
        #expect(listener.bytes == Array("before after".utf8))
        close(writingEnd)
    }

    @Test func `nothing is read for an observer that has enough, until later`() {
        listener.saturate(true)
        reader.start()
        write("text")
        reader.drain()
        #expect(listener.bytes.isEmpty)
        listener.saturate(false)
        reader.drain()
        #expect(listener.bytes.isEmpty, "the pause is not over")
        clock.advance(by: OutputReader.pause)
        reader.drain()
        #expect(listener.bytes == Array("text".utf8))
        close(writingEnd)
    }

    @Test func `a reader that is finished in its pause reports nothing more`() {
        listener.saturate(true)
        reader.start()
        write("text")
        reader.drain()
        reader.finish()
        listener.saturate(false)
        clock.advance(by: OutputReader.pause)
        reader.drain()
        #expect(listener.bytes.isEmpty)
        close(writingEnd)
    }
}
