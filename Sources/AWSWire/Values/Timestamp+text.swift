extension Timestamp {
    /// The moment in the given format. Milliseconds appear only when they are not zero.
    func text(as format: TimestampFormat) -> String {
        switch format {
        case .dateTime: dateTime
        case .epochSeconds: epochSeconds
        case .httpDate: httpDate
        }
    }

    /// `Mon, 23 Nov 2026 08:23:21 GMT`, for header fields that an error has.
    package var httpDateText: String { text(as: .httpDate) }

    /// `2026-11-23T08:23:21Z` or `2026-11-23T08:23:21.250Z`.
    private var dateTime: String {
        let civil = CivilTime(self)
        let fraction = civil.millisecond == 0 ? "" : ".\(civil.millisecond.padded(to: 3))"
        return "\(civil.year.padded(to: 4))-\(civil.month.padded(to: 2))-\(civil.day.padded(to: 2))"
            + "T\(civil.clock)\(fraction)Z"
    }

    /// `1795422201` or `1795422201.25`.
    private var epochSeconds: String {
        ScalarText.text(of: Double(millisecondsSince1970) / 1000)
    }

    /// `Mon, 23 Nov 2026 08:23:21 GMT`.
    private var httpDate: String {
        let civil = CivilTime(self)
        let weekday = CivilTime.weekdayNames[civil.weekday]
        let month = CivilTime.monthNames[civil.month - 1]
        return "\(weekday), \(civil.day.padded(to: 2)) \(month) \(civil.year.padded(to: 4)) \(civil.clock) GMT"
    }
}

extension CivilTime {
    /// Hours, minutes and seconds as `08:23:21`.
    fileprivate var clock: String {
        "\(hour.padded(to: 2)):\(minute.padded(to: 2)):\(second.padded(to: 2))"
    }
}

extension Int {
    /// The decimal digits with zeros in front up to `width` characters.
    fileprivate func padded(to width: Int) -> String {
        let digits = String(self)
        return String(repeating: "0", count: Swift.max(0, width - digits.count)) + digits
    }
}
