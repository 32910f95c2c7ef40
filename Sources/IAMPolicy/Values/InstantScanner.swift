/// Reads an ``Instant`` from text, from left to right.
struct InstantScanner {
    var position: Int

    mutating func scan(_ text: Span<UInt8>) -> Instant? {
        if let date = scanDate(text) { return date }
        position = 0
        return scanEpoch(text)
    }

    /// A year, with a month, with a day, with a time of day.
    private mutating func scanDate(_ text: Span<UInt8>) -> Instant? {
        guard let year = number(text, digits: 4) else { return nil }
        var month: Int64 = 1
        var day: Int64 = 1
        if take("-", text) {
            guard let value = number(text, digits: 2), 1...12 ~= value else { return nil }
            month = value
            if take("-", text) {
                guard let value = number(text, digits: 2) else { return nil }
                day = value
            }
        }
        guard 1...Instant.daysInMonth(year: year, month: month) ~= day else { return nil }
        var instant = Instant(seconds: Instant.days(year: year, month: month, day: day) * 86_400)
        // A time of day follows a complete date only.
        if position == 10, take("T", text) {
            guard scanTime(text, into: &instant) else { return nil }
        }
        return position == text.count ? instant : nil
    }

    /// Hours and minutes, optionally seconds with a fraction, and a zone.
    private mutating func scanTime(_ text: Span<UInt8>, into instant: inout Instant) -> Bool {
        guard let hour = number(text, digits: 2), hour < 24, take(":", text),
            let minute = number(text, digits: 2), minute < 60
        else { return false }
        instant.seconds += hour * 3_600 + minute * 60
        if take(":", text) {
            guard let second = number(text, digits: 2), second < 60 else { return false }
            instant.seconds += second
            if take(".", text) {
                guard let fraction = scanFraction(text) else { return false }
                instant.nanoseconds = fraction
            }
        }
        guard let offset = scanZone(text) else { return false }
        instant.seconds -= offset
        return true
    }

    /// Digits after the point as nanoseconds; further digits are below any clock and dropped.
    private mutating func scanFraction(_ text: Span<UInt8>) -> Int32? {
        let start = position
        var value: Int32 = 0
        var unit: Int32 = 100_000_000
        while position < text.count, text[position].isASCIIDigit {
            value += Int32(text[position] & 0x0F) * unit
            unit /= 10
            position += 1
        }
        return position > start ? value : nil
    }

    /// `Z`, or an offset from UTC in seconds.
    private mutating func scanZone(_ text: Span<UInt8>) -> Int64? {
        if take("Z", text) { return 0 }
        let isWest = take("-", text)
        guard isWest || take("+", text), let hours = number(text, digits: 2), hours < 24, take(":", text),
            let minutes = number(text, digits: 2), minutes < 60
        else { return nil }
        let offset = hours * 3_600 + minutes * 60
        return isWest ? -offset : offset
    }

    /// Whole seconds since 1970.
    private mutating func scanEpoch(_ text: Span<UInt8>) -> Instant? {
        let isNegative = take("-", text)
        guard let magnitude = number(text, digits: nil), position == text.count else { return nil }
        return Instant(seconds: isNegative ? -magnitude : magnitude)
    }

    private mutating func take(_ character: Unicode.Scalar, _ text: Span<UInt8>) -> Bool {
        guard position < text.count, text[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    /// - Parameter digits: exactly so many, or any number up to 18 when nil.
    private mutating func number(_ text: Span<UInt8>, digits: Int?) -> Int64? {
        let start = position
        var value: Int64 = 0
        let limit = start + (digits ?? 18)
        while position < text.count, position < limit, text[position].isASCIIDigit {
            value = value * 10 + Int64(text[position] & 0x0F)
            position += 1
        }
        let count = position - start
        return digits.map { $0 == count } ?? (count > 0) ? value : nil
    }
}
