/// A point in time as the date operators take it: one of the W3C's ISO 8601 forms, or seconds since 1970.
///
/// <https://www.w3.org/TR/NOTE-datetime>
struct Instant: BitwiseCopyable, Sendable, Comparable {
    /// Seconds since 1970-01-01T00:00:00Z.
    var seconds: Int64
    var nanoseconds: Int32

    static func < (left: Instant, right: Instant) -> Bool {
        (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }

    /// - Returns: nil when the text has neither form. Four digits are a year, not seconds.
    init?(_ text: Span<UInt8>) {
        var scanner = InstantScanner(position: 0)
        guard let instant = scanner.scan(text) else { return nil }
        self = instant
    }

    init(seconds: Int64, nanoseconds: Int32 = 0) {
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }

    /// Days from 1970-01-01 to a date of the proleptic Gregorian calendar.
    ///
    /// The count by eras of 400 years, with the year starting in March so that the leap day comes last.
    static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    static func daysInMonth(year: Int64, month: Int64) -> Int64 {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
