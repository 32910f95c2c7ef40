/// A moment by the calendar, in UTC.
struct UTCTime: Sendable, Equatable {
    let year: Int64
    let month: Int64
    let day: Int64
    private let millisecondOfDay: Int64

    /// Proleptic Gregorian calendar.
    ///
    /// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`.
    init(sinceEpoch: Duration) {
        let millisecondsPerDay: Int64 = 86_400_000
        let milliseconds = sinceEpoch.wholeMilliseconds
        let days = (Double(milliseconds) / Double(millisecondsPerDay)).rounded(.down)
        millisecondOfDay = milliseconds - Int64(days) * millisecondsPerDay

        let shifted = Int64(days) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// `2026-11-23T08:31:25.000Z`.
    var iso8601: String {
        let seconds = millisecondOfDay / 1_000
        let time = [seconds / 3_600, seconds / 60 % 60, seconds % 60].map { Self.padded($0, to: 2) }
        let date = [Self.padded(year, to: 4), Self.padded(month, to: 2), Self.padded(day, to: 2)]
        return date.joined(separator: "-") + "T" + time.joined(separator: ":")
            + ".\(Self.padded(millisecondOfDay % 1_000, to: 3))Z"
    }

    static func padded(_ value: Int64, to width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
