extension SigningTime {
    /// Length of ISO 8601 basic format, in bytes.
    static let basicLength = 16

    /// Reads `YYYYMMDD'T'HHMMSS'Z'`, the only form a string to sign may have.
    init?(basic text: UnsafeRawBufferPointer) {
        guard text.count == Self.basicLength, text[8] == Self.letterT, text[15] == Self.letterZ,
            let year = text.number(at: 0, digits: 4), let month = text.number(at: 4, digits: 2),
            let day = text.number(at: 6, digits: 2), let hour = text.number(at: 9, digits: 2),
            let minute = text.number(at: 11, digits: 2), let second = text.number(at: 13, digits: 2)
        else { return nil }
        self.init(
            CivilDate(year: year, month: month, day: day),
            CivilTime(hour: hour, minute: minute, second: second)
        )
    }

    /// Reads `YYYY-MM-DD'T'HH:MM:SS'Z'`, which AWS takes in the header too.
    init?(extended text: UnsafeRawBufferPointer) {
        guard text.count == 20, text[4] == Self.hyphen, text[7] == Self.hyphen, text[10] == Self.letterT,
            text[13] == ASCII.colon, text[16] == ASCII.colon, text[19] == Self.letterZ,
            let year = text.number(at: 0, digits: 4), let month = text.number(at: 5, digits: 2),
            let day = text.number(at: 8, digits: 2), let hour = text.number(at: 11, digits: 2),
            let minute = text.number(at: 14, digits: 2), let second = text.number(at: 17, digits: 2)
        else { return nil }
        self.init(
            CivilDate(year: year, month: month, day: day),
            CivilTime(hour: hour, minute: minute, second: second)
        )
    }

    /// Reads `Sun, 06 Nov 1994 08:49:37 GMT`, which the `Date` header may have. RFC 9110, section 5.6.7.
    init?(imfFixdate text: UnsafeRawBufferPointer) {
        guard text.count == 29, text[3] == ASCII.comma, text[25] == ASCII.space,
            UnsafeRawBufferPointer(rebasing: text[26...]).equals("GMT"),
            text[19] == ASCII.colon, text[22] == ASCII.colon,
            let month = Self.months.firstIndex(where: {
                UnsafeRawBufferPointer(rebasing: text[7...11]).equals($0)
            }),
            let day = text.number(at: 5, digits: 2), let year = text.number(at: 12, digits: 4),
            let hour = text.number(at: 17, digits: 2), let minute = text.number(at: 20, digits: 2),
            let second = text.number(at: 23, digits: 2)
        else { return nil }
        self.init(
            CivilDate(year: year, month: month + 1, day: day),
            CivilTime(hour: hour, minute: minute, second: second)
        )
    }

    private static let letterT: UInt8 = 0x54
    private static let letterZ: UInt8 = 0x5A
    private static let hyphen: UInt8 = 0x2D
    private static let months: [StaticString] = [
        " Jan ", " Feb ", " Mar ", " Apr ", " May ", " Jun ", " Jul ", " Aug ", " Sep ", " Oct ", " Nov ", " Dec ",
    ]
}

extension UnsafeRawBufferPointer {
    /// The decimal number of exactly `digits` digits at `offset`.
    fileprivate func number(at offset: Int, digits: Int) -> Int? {
        var value = 0
        for index in offset..<offset + digits {
            guard let digit = ASCII.decimalValue(self[index]) else { return nil }
            value = value * 10 + digit
        }
        return value
    }
}
