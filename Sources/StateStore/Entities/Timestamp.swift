package import struct Foundation.Date

/// A point in time as whole microseconds since 1970-01-01T00:00:00Z, exact through every encoding.
///
/// What lies beyond the microseconds that can be counted, some 292,000 years to either side, is the last of them: clients
/// name such times.
package struct Timestamp: Hashable, Sendable, Comparable {
    package let microseconds: Int64

    package init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    package init(milliseconds: Int64) {
        self.microseconds = milliseconds.multipliedSaturating(by: 1000)
    }

    package init(seconds: Int64) {
        self.microseconds = seconds.multipliedSaturating(by: 1_000_000)
    }

    /// Rounds to the nearest microsecond.
    package init(_ date: Date) {
        self.microseconds = Int64((date.timeIntervalSince1970 * 1_000_000).rounded())
    }

    /// Rounded down, as AWS's Unix timestamps of logs are.
    package var milliseconds: Int64 { microseconds.flooredQuotient(by: 1000) }

    /// Rounded down.
    package var seconds: Int64 { microseconds.flooredQuotient(by: 1_000_000) }

    package var date: Date { Date(timeIntervalSince1970: Double(microseconds) / 1_000_000) }

    package static func < (left: Self, right: Self) -> Bool { left.microseconds < right.microseconds }

    /// Parts of a duration below a microsecond are dropped.
    package static func + (time: Self, duration: Duration) -> Self {
        Self(microseconds: time.microseconds.addedSaturating(duration.wholeMicroseconds))
    }

    package static func - (time: Self, duration: Duration) -> Self {
        Self(microseconds: time.microseconds.addedSaturating(0 - duration.wholeMicroseconds))
    }
}

/// ISO 8601 in an encoded entity, so that a person can read the database.
extension Timestamp: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let time = Self(iso8601: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "expected a time such as 2026-11-23T08:38:34.123456Z"
            )
        }
        self = time
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(iso8601)
    }
}

extension Duration {
    fileprivate var wholeMicroseconds: Int64 {
        let (seconds, attoseconds) = components
        let whole = seconds.multipliedSaturating(by: 1_000_000).addedSaturating(attoseconds / 1_000_000_000_000)
        return max(whole, -Int64.max)
    }
}

extension Int64 {
    fileprivate func multipliedSaturating(by factor: Int64) -> Int64 {
        let (product, overflows) = multipliedReportingOverflow(by: factor)
        return overflows ? (self < 0 ? .min : .max) : product
    }

    fileprivate func addedSaturating(_ other: Int64) -> Int64 {
        let (sum, overflows) = addingReportingOverflow(other)
        return overflows ? (other < 0 ? .min : .max) : sum
    }

    /// The quotient rounded towards negative infinity, so that times before 1970 keep their order.
    func flooredQuotient(by divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
