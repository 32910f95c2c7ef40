import Foundation

/// Readings of text as the types of the condition operators; nil when the text is not of the type.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
enum ReferenceValues {
    static func number(_ text: String) -> Decimal? {
        guard text.wholeMatch(of: /[+-]?[0-9]+(\.[0-9]+)?/) != nil else { return nil }
        return Decimal(string: text)
    }

    static func bool(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "true": true
        case "false": false
        default: nil
        }
    }

    static func bytes(_ text: String) -> Data? { Data(base64Encoded: text) }

    /// Seconds since 1970 of a date in one of the W3C's forms of ISO 8601, or of a number of seconds. Four digits
    /// alone are a year. https://www.w3.org/TR/NOTE-datetime
    static func date(_ text: String) -> Decimal? {
        if let parts = text.wholeMatch(of: /([0-9]{4})(-([0-9]{2})(-([0-9]{2}))?)?/) {
            return seconds(year: parts.1, month: parts.3 ?? "1", day: parts.5 ?? "1")
        }
        let instant =
            /([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2})(:([0-9]{2})(\.[0-9]+)?)?(Z|([+-])([0-9]{2}):([0-9]{2}))/
        guard let parts = text.wholeMatch(of: instant) else {
            return text.wholeMatch(of: /-?[0-9]+|[0-9]+\.[0-9]+/) == nil ? nil : Decimal(string: text)
        }
        guard let day = seconds(year: parts.1, month: parts.2, day: parts.3),
            let clock = time(parts.4, parts.5, parts.7 ?? "0"),
            let zone = time(parts.11 ?? "0", parts.12 ?? "0", "0")
        else { return nil }
        let fraction = parts.8.flatMap { Decimal(string: "0" + $0) } ?? 0
        return day + clock + fraction - (parts.10 == "-" ? 0 - zone : zone)
    }

    private static func seconds(year: Substring, month: Substring, day: Substring) -> Decimal? {
        guard let year = Int(year), let month = Int(month), let day = Int(day), (1...12).contains(month) else {
            return nil
        }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard (1...lengths[month - 1]).contains(day) else { return nil }
        let before = max(year - 1, 0)
        let leapDays = before / 4 - before / 100 + before / 400
        let daysBefore = year * 365 + leapDays - (1970 * 365 + 477)
        return Decimal((daysBefore + lengths[..<(month - 1)].reduce(0, +) + day - 1) * 86_400)
    }

    private static func time(_ hours: Substring, _ minutes: Substring, _ seconds: Substring) -> Decimal? {
        guard let hours = Int(hours), let minutes = Int(minutes), let seconds = Int(seconds),
            hours < 24, minutes < 60, seconds < 60
        else { return nil }
        return Decimal(hours * 3_600 + minutes * 60 + seconds)
    }
}
