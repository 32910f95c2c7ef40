import Foundation

extension ReferenceValues {
    /// Seconds since 1970 of a date in one of the W3C's forms of ISO 8601, or of whole seconds. Four digits
    /// alone are a year. https://www.w3.org/TR/NOTE-datetime
    static func date(_ text: String) -> Decimal? {
        let parts = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
        guard let day = day(parts[0], isComplete: parts.count == 2) else { return seconds(text) }
        guard parts.count == 2 else { return day }
        return timeOfDay(parts[1]).map { day + $0 }
    }

    /// Whole seconds, before 1970 too.
    private static func seconds(_ text: String) -> Decimal? {
        (text.hasPrefix("-") ? text.dropFirst() : text[...]).isDigits ? Decimal(string: text) : nil
    }

    /// A year, a month, or a day; a time can only follow a day.
    private static func day(_ text: Substring, isComplete: Bool) -> Decimal? {
        let shapes = isComplete ? ["dddd-dd-dd"] : ["dddd", "dddd-dd", "dddd-dd-dd"]
        guard let numbers = shapes.compactMap({ text.numbers(shape: $0) }).first else { return nil }
        let (year, month, day) = (numbers[0], numbers.count > 1 ? numbers[1] : 1, numbers.count > 2 ? numbers[2] : 1)
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard (1...12).contains(month), (1...lengths[month - 1]).contains(day) else { return nil }
        let daysBefore = daysBefore(year: year) - daysBefore(year: 1970)
        return Decimal((daysBefore + lengths[..<(month - 1)].reduce(0, +) + day - 1) * 86_400)
    }

    /// Days from the first day of year 1 of the Gregorian calendar.
    private static func daysBefore(year: Int) -> Int {
        let complete = year - 1
        return complete * 365 + complete / 4 - complete / 100 + complete / 400
    }

    /// Seconds from midnight UTC of `hh:mm`, `hh:mm:ss` or `hh:mm:ss.s`, followed by `Z` or an offset.
    private static func timeOfDay(_ text: Substring) -> Decimal? {
        let zoneLength = text.hasSuffix("Z") ? 1 : 6
        let clock = text.dropLast(zoneLength).split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let offset = offset(text.suffix(zoneLength)), let time = clock.first, let numbers = clockNumbers(time),
            clock.count == 1 || (numbers.count == 3 && clock[1].isDigits)
        else { return nil }
        let fraction = clock.count == 2 ? Decimal(string: "0." + clock[1]) ?? 0 : 0
        return Decimal(numbers[0] * 3_600 + numbers[1] * 60 + (numbers.count == 3 ? numbers[2] : 0)) + fraction - offset
    }

    private static func clockNumbers(_ text: Substring) -> [Int]? {
        guard let numbers = text.numbers(shape: "dd:dd") ?? text.numbers(shape: "dd:dd:dd"),
            numbers[0] < 24, numbers.dropFirst().allSatisfy({ $0 < 60 })
        else { return nil }
        return numbers
    }

    private static func offset(_ text: Substring) -> Decimal? {
        if text == "Z" { return 0 }
        let isEast = text.hasPrefix("+")
        guard isEast || text.hasPrefix("-"), let numbers = clockNumbers(text.dropFirst()) else { return nil }
        return Decimal((numbers[0] * 3_600 + numbers[1] * 60) * (isEast ? 1 : -1))
    }
}
