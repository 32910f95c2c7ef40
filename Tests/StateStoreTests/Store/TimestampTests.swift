import Foundation
import Testing

@testable import StateStore

@Suite("A timestamp")
struct TimestampTests {
    @Test(
        "is written as ISO 8601 with microseconds",
        arguments: [
            (0, "1970-01-01T00:00:00.000000Z"),
            (-1, "1969-12-31T23:59:59.999999Z"),
            (951_782_400_000_000, "2000-02-29T00:00:00.000000Z"),
            (4_107_542_399_123_456, "2100-02-28T23:59:59.123456Z"),
        ] as [(Int64, String)]
    )
    func iso8601(microseconds: Int64, text: String) {
        #expect(Timestamp(microseconds: microseconds).iso8601 == text)
        #expect(Timestamp(iso8601: text) == Timestamp(microseconds: microseconds))
    }

    /// Foundation counts days before October 1582 by the Julian calendar.
    @Test("agrees with Foundation about every day since 1583", arguments: [UInt64.random(in: 0 ... .max)])
    func agreesWithFoundation(seed: UInt64) throws {
        print("seed \(seed)")
        var generator = SeededGenerator(seed: seed)
        let formatter = ISO8601DateFormatter()
        for _ in 0..<500 {
            let time = Timestamp(seconds: Int64.random(in: -12_212_553_600...250_000_000_000, using: &generator))
            let expected = formatter.string(from: time.date)
            #expect(time.iso8601.prefix(19) == expected.prefix(19))
            #expect(Timestamp(iso8601: expected) == time)
        }
    }

    @Test(
        "is not read from anything else",
        arguments: [
            "", "2026-11-23", "2026-13-01T00:00:00Z", "2026-11-23T24:00:00Z", "2026-11-23T00:00:00",
            "2026-11-23T00:00:00z",
            "2026-11-23T00:00:00.1Z", "+026-11-23T00:00:00Z", "2026-11-23T00:00:00.000000Z ",
        ]
    )
    func notATime(text: String) {
        #expect(Timestamp(iso8601: text) == nil)
    }

    @Test("rounds down, also before 1970")
    func rounding() {
        #expect(Timestamp(microseconds: -1).milliseconds == -1)
        #expect(Timestamp(microseconds: 1_999_999).seconds == 1)
        #expect(Timestamp(seconds: 1) + .milliseconds(1500) == Timestamp(milliseconds: 2500))
        #expect(Timestamp(seconds: 1) - .milliseconds(1500) == Timestamp(milliseconds: -500))
    }
}
