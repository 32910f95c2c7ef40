/// `2026-11-23T08:38:34.123456Z`: always UTC, always 27 ASCII characters, so that texts sort as times do.
extension Timestamp {
    static let iso8601ByteCount = 27

    var iso8601: String {
        String(unsafeUninitializedCapacity: Self.iso8601ByteCount) { buffer in
            writeISO8601(to: buffer)
            return Self.iso8601ByteCount
        }
    }

    /// `2026-11-23T08:38:34Z`: to the second, as condition keys and most answers of AWS have it.
    package var iso8601Seconds: String {
        String(unsafeUninitializedCapacity: Self.iso8601ByteCount) { buffer in
            writeISO8601(to: buffer)
            buffer[19] = UInt8(ascii: "Z")
            return 20
        }
    }

    /// - Precondition: the year has four digits, and the buffer has ``iso8601ByteCount`` bytes.
    func writeISO8601(to buffer: UnsafeMutableBufferPointer<UInt8>) {
        let days = seconds.flooredQuotient(by: 86_400)
        let (year, month, day) = Self.civil(daysSinceEpoch: days)
        precondition((0...9999).contains(year), "a timestamp's year has four digits")
        let secondOfDay = seconds - days * 86_400
        buffer.writeDigits(year, count: 4, at: 0, endedBy: "-")
        buffer.writeDigits(month, count: 2, at: 5, endedBy: "-")
        buffer.writeDigits(day, count: 2, at: 8, endedBy: "T")
        buffer.writeDigits(secondOfDay / 3600, count: 2, at: 11, endedBy: ":")
        buffer.writeDigits(secondOfDay / 60 % 60, count: 2, at: 14, endedBy: ":")
        buffer.writeDigits(secondOfDay % 60, count: 2, at: 17, endedBy: ".")
        buffer.writeDigits(microseconds - seconds * 1_000_000, count: 6, at: 20, endedBy: "Z")
    }

    /// Nil unless the text has the form that ``iso8601`` writes, with or without the fraction.
    init?(iso8601 text: String) {
        self.init(iso8601: Array(text.utf8))
    }

    init?(iso8601 bytes: some Collection<UInt8>) {
        guard
            let fields = Self.fields(bytes, "dddd-dd-ddTdd:dd:dd.ddddddZ")
                ?? Self.fields(bytes, "dddd-dd-ddTdd:dd:ddZ"),
            (1...12).contains(fields[1]), (1...31).contains(fields[2]),
            fields[3] < 24, fields[4] < 60, fields[5] < 60
        else { return nil }
        let days = Self.daysSinceEpoch(year: fields[0], month: fields[1], day: fields[2])
        let seconds = ((days * 24 + fields[3]) * 60 + fields[4]) * 60 + fields[5]
        self.init(microseconds: seconds * 1_000_000 + (fields.count > 7 ? fields[6] : 0))
    }

    /// The numbers in a text, when it is like a template in which `d` stands for a digit; the last is what follows the
    /// last sign and always zero.
    private static func fields(_ bytes: some Collection<UInt8>, _ template: StaticString) -> [Int64]? {
        guard bytes.count == template.utf8CodeUnitCount else { return nil }
        var fields: [Int64] = [0]
        return template.withUTF8Buffer { template in
            for (byte, expected) in zip(bytes, template) {
                if expected == UInt8(ascii: "d") {
                    guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
                    fields[fields.count - 1] = fields[fields.count - 1] * 10 + Int64(byte - UInt8(ascii: "0"))
                } else {
                    guard byte == expected else { return nil }
                    fields.append(0)
                }
            }
            return fields
        }
    }

    /// Days are counted in eras of 400 years that begin on 1 March, where the leap day is the last of a year.
    /// <https://howardhinnant.github.io/date_algorithms.html#civil_from_days>
    private static func civil(daysSinceEpoch: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = daysSinceEpoch + 719_468
        let era = shifted.flooredQuotient(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    /// <https://howardhinnant.github.io/date_algorithms.html#days_from_civil>
    private static func daysSinceEpoch(year: Int64, month: Int64, day: Int64) -> Int64 {
        let marchYear = month <= 2 ? year - 1 : year
        let era = marchYear.flooredQuotient(by: 400)
        let yearOfEra = marchYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }
}

extension UnsafeMutableBufferPointer<UInt8> {
    /// - Precondition: the number is not negative and has no more than `count` digits.
    fileprivate func writeDigits(_ number: Int64, count: Int, at start: Int, endedBy sign: Unicode.Scalar) {
        var rest = UInt32(truncatingIfNeeded: number)
        for position in stride(from: start + count - 1, through: start, by: -1) {
            self[position] = UInt8(ascii: "0") + UInt8(rest % 10)
            rest /= 10
        }
        self[start + count] = UInt8(ascii: sign)
    }
}
