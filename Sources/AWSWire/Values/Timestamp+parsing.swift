extension Timestamp {
    /// Reads a moment; nil when the text is not of the format. Digits beyond milliseconds are cut off.
    init?(parsing text: String, as format: TimestampFormat) {
        switch format {
        case .dateTime: self.init(parsingDateTime: text)
        case .epochSeconds:
            guard let seconds = Double(text) else { return nil }
            self.init(secondsSince1970: seconds)
        case .httpDate: self.init(parsingHTTPDate: text)
        }
    }

    /// A moment in seconds with a fraction; nil outside the years 0000 to 9999.
    init?(secondsSince1970 seconds: Double) {
        let bounds = -62_167_219_200.0..<253_402_300_800.0
        guard bounds.contains(seconds) else { return nil }
        self.init(millisecondsSince1970: Int64((seconds * 1000).rounded()))
    }

    /// `2026-11-23T08:23:21Z`, also with a fraction of a second and with an offset such as `+01:00` instead of `Z`
    /// (<https://www.rfc-editor.org/rfc/rfc3339#section-5.6>).
    private init?(parsingDateTime text: String) {
        var scanner = DigitScanner(text)
        guard
            let year = scanner.number(digits: 4), scanner.skip("-"),
            let month = scanner.number(digits: 2), scanner.skip("-"),
            let day = scanner.number(digits: 2), scanner.skip("T") || scanner.skip("t"),
            let hour = scanner.number(digits: 2), scanner.skip(":"),
            let minute = scanner.number(digits: 2), scanner.skip(":"),
            let second = scanner.number(digits: 2),
            let millisecond = scanner.skip(".") ? scanner.milliseconds() : 0,
            let offset = scanner.offsetMinutes(), scanner.isAtEnd
        else { return nil }
        let civil = CivilTime(
            year: year,
            month: month,
            day: day,
            hour: hour,
            minute: minute,
            second: second,
            millisecond: millisecond
        )
        guard civil.isValid else { return nil }
        self.init(millisecondsSince1970: civil.timestamp.millisecondsSince1970 - Int64(offset) * 60_000)
    }

    /// `Mon, 23 Nov 2026 08:23:21 GMT` (<https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7>).
    private init?(parsingHTTPDate text: String) {
        var scanner = DigitScanner(text)
        guard
            CivilTime.weekdayNames.contains(where: { scanner.skip($0) }), scanner.skip(", "),
            let day = scanner.number(digits: 2), scanner.skip(" "),
            let month = CivilTime.monthNames.firstIndex(where: { scanner.skip($0) }), scanner.skip(" "),
            let year = scanner.number(digits: 4), scanner.skip(" "),
            let hour = scanner.number(digits: 2), scanner.skip(":"),
            let minute = scanner.number(digits: 2), scanner.skip(":"),
            let second = scanner.number(digits: 2), scanner.skip(" GMT"), scanner.isAtEnd
        else { return nil }
        let civil = CivilTime(year: year, month: month + 1, day: day, hour: hour, minute: minute, second: second)
        guard civil.isValid else { return nil }
        self = civil.timestamp
    }
}

/// Walks over the fixed fields of a date.
private struct DigitScanner {
    private var rest: Substring.UTF8View

    init(_ text: String) {
        rest = Substring(text).utf8
    }

    var isAtEnd: Bool { rest.isEmpty }

    /// Exactly `digits` decimal digits.
    mutating func number(digits: Int) -> Int? {
        guard rest.count >= digits else { return nil }
        var value = 0
        for _ in 0..<digits {
            guard let digit = popDigit() else { return nil }
            value = value * 10 + digit
        }
        return value
    }

    /// One digit or more after a decimal point, as thousandths.
    mutating func milliseconds() -> Int? {
        guard var value = popDigit() else { return nil }
        var digits = 1
        while let digit = popDigit() {
            guard digits < 3 else { continue }
            value = value * 10 + digit
            digits += 1
        }
        for _ in digits..<3 { value *= 10 }
        return value
    }

    /// `Z` or `±hh:mm`, in minutes east of UTC.
    mutating func offsetMinutes() -> Int? {
        if skip("Z") || skip("z") { return 0 }
        guard let sign = skip("+") ? 1 : skip("-") ? -1 : nil else { return nil }
        guard let hours = number(digits: 2), skip(":"), let minutes = number(digits: 2) else { return nil }
        return hours < 24 && minutes < 60 ? sign * (hours * 60 + minutes) : nil
    }

    mutating func skip(_ text: String) -> Bool {
        guard rest.starts(with: text.utf8) else { return false }
        rest = rest.dropFirst(text.utf8.count)
        return true
    }

    private mutating func popDigit() -> Int? {
        guard let byte = rest.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
        rest = rest.dropFirst()
        return Int(byte - UInt8(ascii: "0"))
    }
}
