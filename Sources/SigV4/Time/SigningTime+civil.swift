/// A day of the proleptic Gregorian calendar.
struct CivilDate: Hashable {
    let year: Int
    /// 1 to 12.
    let month: Int
    /// 1 to 31.
    let day: Int
}

/// A second of a day.
struct CivilTime: Hashable {
    let hour: Int
    let minute: Int
    let second: Int
}

private let secondsPerDay = 86_400
private let daysPerEra = 146_097  // 400 years
private let daysFromMarchOfYear0To1970 = 719_468

extension SigningTime {
    /// Takes the years from 0 to 9999, the ones four digits can write.
    init?(_ date: CivilDate, _ time: CivilTime) {
        guard (0...9999).contains(date.year), (1...12).contains(date.month), time.hour < 24, time.minute < 60,
            time.second < 60, (1...daysInMonth(date.month, of: date.year)).contains(date.day)
        else { return nil }
        // Years are counted from March, so that the leap day is the last of its year.
        let year = date.month > 2 ? date.year : date.year - 1
        let era = (year >= 0 ? year : year - 399) / 400
        let yearOfEra = year - era * 400
        let monthFromMarch = (date.month + 9) % 12
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + date.day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        let days = era * daysPerEra + dayOfEra - daysFromMarchOfYear0To1970
        self.init(secondsSince1970: Int64(days * secondsPerDay + time.hour * 3600 + time.minute * 60 + time.second))
    }

    /// Day and second of the day, UTC.
    var civil: (date: CivilDate, time: CivilTime) {
        let seconds = Int(secondsSince1970)
        let days = seconds >= 0 ? seconds / secondsPerDay : (seconds + 1) / secondsPerDay - 1
        let second = seconds - days * secondsPerDay
        let shifted = days + daysFromMarchOfYear0To1970
        let era = (shifted >= 0 ? shifted : shifted - daysPerEra + 1) / daysPerEra
        let dayOfEra = shifted - era * daysPerEra
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        return (
            CivilDate(year: year, month: month, day: day),
            CivilTime(hour: second / 3600, minute: second / 60 % 60, second: second % 60)
        )
    }
}

private func daysInMonth(_ month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
}
