import Foundation
import Testing

@testable import AWSWire

@Suite("Texts of scalars")
struct TextTests {
    @Test(
        "Moments are written and read in every format",
        arguments: [
            (Int64(0), "1970-01-01T00:00:00Z", "0", "Thu, 01 Jan 1970 00:00:00 GMT"),
            (951_782_400_000, "2000-02-29T00:00:00Z", "951782400", "Tue, 29 Feb 2000 00:00:00 GMT"),
            (1_795_422_201_000, "2026-11-23T08:23:21Z", "1795422201", "Mon, 23 Nov 2026 08:23:21 GMT"),
            (-1_000, "1969-12-31T23:59:59Z", "-1", "Wed, 31 Dec 1969 23:59:59 GMT"),
            (253_402_300_799_000, "9999-12-31T23:59:59Z", "253402300799", "Fri, 31 Dec 9999 23:59:59 GMT"),
        ]
    )
    func timestamps(milliseconds: Int64, dateTime: String, epoch: String, httpDate: String) {
        let timestamp = Timestamp(millisecondsSince1970: milliseconds)
        for (format, text) in [(TimestampFormat.dateTime, dateTime), (.epochSeconds, epoch), (.httpDate, httpDate)] {
            #expect(timestamp.text(as: format) == text)
            #expect(Timestamp(parsing: text, as: format) == timestamp)
        }
    }

    @Test("Fractions and offsets of a date are read")
    func fractions() {
        let expected = Timestamp(millisecondsSince1970: 1_795_422_201_250)
        for text in ["2026-11-23T08:23:21.25Z", "2026-11-23T09:23:21.2509+01:00", "2026-11-23t03:53:21.25-04:30"] {
            #expect(Timestamp(parsing: text, as: .dateTime) == expected, "\(text)")
        }
        #expect(expected.text(as: .dateTime) == "2026-11-23T08:23:21.250Z")
        #expect(expected.text(as: .epochSeconds) == "1795422201.25")
    }

    @Test(
        "What is no date is refused",
        arguments: [
            "", "2026-11-23", "2026-13-01T00:00:00Z", "2026-02-29T00:00:00Z", "2026-11-23T24:00:00Z",
            "2026-11-23T08:23:21", "2026-11-23T08:23:21.Z", "2026-11-23T08:23:21Zx", "2026-11-23T08:23:21+25:00",
        ]
    )
    func noDates(text: String) {
        #expect(Timestamp(parsing: text, as: .dateTime) == nil)
    }

    @Test("Base64 agrees with Foundation's in both directions, whatever the length")
    func base64() {
        let seed = UInt64.random(in: 0 ... .max)
        print("base64 seed \(seed)")
        var generator = SeededGenerator(state: seed)
        for length in 0..<100 {
            let bytes = (0..<length).map { _ in UInt8.random(in: 0 ... .max, using: &generator) }
            let text = Data(bytes).base64EncodedString()
            #expect(Base64.encode(bytes) == Array(text.utf8))
            #expect(Base64.decode(text.utf8) == bytes)
        }
    }

    @Test(
        "Text that is no base64 is refused",
        arguments: ["a", "ab", "abc", "a===", "====", "ab=c", "ab c", "ab\n=", "éé=="]
    )
    func noBase64(text: String) {
        #expect(Base64.decode(text.utf8) == nil)
    }

    @Test("Markup and characters that XML cannot hold are escaped")
    func xml() {
        var writer = XMLWriter()
        writer.element("a", attributes: [("b", "\"<&>")]) { $0.element("c", text: "<&>\"'\r\n\t\u{0}☃") }
        #expect(
            String(decoding: writer.bytes, as: UTF8.self)
                == "<a b=\"&quot;&lt;&amp;&gt;\"><c>&lt;&amp;&gt;&quot;'&#xD;\n\t\u{FFFD}☃</c></a>"
        )
    }

    @Test("A frame of an event stream has its lengths and checksums")
    func eventStream() {
        #expect(CRC32.checksum(of: Array("123456789".utf8)) == 0xCBF4_3926)
        let frame = EventStreamMessage(headers: [("a", "b")], payload: [1, 2, 3]).encoded
        #expect(frame.count == 25)
        #expect(frame[0..<8] == [0, 0, 0, 25, 0, 0, 0, 6])
        #expect(frame[12..<18] == [1, UInt8(ascii: "a"), 7, 0, 1, UInt8(ascii: "b")])
        let checksum = CRC32.checksum(of: Array(frame.dropLast(4)))
        #expect(frame.suffix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) } == checksum)
    }
}

/// splitmix64 (<https://prng.di.unimi.it/splitmix64.c>), so that a printed seed repeats a test.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}
