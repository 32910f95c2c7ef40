import Testing

@testable import LambdaCore

@Suite struct LineSplitterTests {
    @Test func `lines come out whole, however they arrive`() {
        let text = "one\ntwo\n\nlast"
        for size in 1...text.utf8.count {
            var splitter = LineSplitter()
            var lines: [String] = []
            var rest = Array(text.utf8)[...]
            while !rest.isEmpty {
                lines += splitter.append(Array(rest.prefix(size)))
                rest = rest.dropFirst(size)
            }
            #expect(lines == ["one\n", "two\n", "\n"], "in pieces of \(size)")
            #expect(splitter.flush() == ["last"])
            #expect(splitter.flush().isEmpty)
        }
    }

    @Test func `a line longer than an event of CloudWatch Logs is cut`() {
        let limit = LineSplitter.lineLimitBytes
        var splitter = LineSplitter()
        let long = [UInt8](repeating: UInt8(ascii: "x"), count: 2 * limit + 5)
        #expect(splitter.append(long).map(\.utf8.count) == [limit, limit])
        #expect(splitter.append(Array("y\n".utf8)) == ["xxxxxy\n"])
        #expect(splitter.append(long + Array("\nshort\n".utf8)).map(\.utf8.count) == [limit, limit, 6, 6])
    }

    @Test func `bytes that are no text are replaced, not lost`() {
        var splitter = LineSplitter()
        #expect(splitter.append([0x61, 0xFF, 0x62, 0x0A]) == ["a\u{FFFD}b\n"])
    }

    @Test func `the tail keeps the last 4 KB`() {
        var tail = LogTail()
        tail.append("first\n")
        tail.append(String(repeating: "x", count: 4_090) + "\n")
        #expect(tail.bytes.count == 4_096)
        #expect(String(decoding: tail.bytes.prefix(6), as: UTF8.self) == "irst\nx")
        tail.append(String(repeating: "y", count: 9_000))
        #expect(tail.bytes == [UInt8](repeating: UInt8(ascii: "y"), count: 4_096))
    }
}
