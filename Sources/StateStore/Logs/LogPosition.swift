/// The place of an event in the order of time, and among events of the same time in the order of arrival.
///
/// Its text is what AWS gives for an event id and inside page tokens: 56 decimal digits, whose order is that of the events.
package struct LogPosition: Hashable, Sendable, Comparable {
    let timestamp: Timestamp
    let sequence: Int64

    init(timestamp: Timestamp, sequence: Int64) {
        self.timestamp = timestamp
        self.sequence = sequence
    }

    /// Nil unless the text is the ``digits`` of a position.
    package init?(digits: String) {
        let bytes = Array(digits.utf8)
        guard bytes.count == 56, bytes.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let time = Int64(digits.prefix(28)), let sequence = Int64(digits.suffix(28))
        else { return nil }
        self.init(timestamp: Timestamp(microseconds: time), sequence: sequence)
    }

    package var digits: String { Self.padded(timestamp.microseconds) + Self.padded(sequence) }

    package static func < (left: Self, right: Self) -> Bool {
        (left.timestamp, left.sequence) < (right.timestamp, right.sequence)
    }

    private static func padded(_ number: Int64) -> String {
        let digits = String(max(0, number))
        return String(repeating: "0", count: 28 - digits.count) + digits
    }
}
