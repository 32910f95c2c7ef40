extension SigningTime {
    /// ISO 8601 basic format, `YYYYMMDD'T'HHMMSS'Z'`: the only form in a string to sign.
    public var basicFormat: String {
        let (date, time) = civil
        return "\(digits(date.year, 4))\(digits(date.month, 2))\(digits(date.day, 2))"
            + "T\(digits(time.hour, 2))\(digits(time.minute, 2))\(digits(time.second, 2))Z"
    }

    /// `YYYYMMDD`: the date of a credential scope.
    public var dateStamp: String { String(basicFormat.prefix(8)) }
}

private func digits(_ value: Int, _ width: Int) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(0, width - text.count)) + text
}
