extension Duration {
    /// Whole milliseconds, rounded down.
    var wholeMilliseconds: Int64 {
        components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000
    }

    /// Whole microseconds, rounded down.
    var wholeMicroseconds: Int64 {
        components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000
    }

    /// Whole milliseconds, rounded up, as Lambda bills.
    var billedMilliseconds: Int64 {
        let remainder = components.attoseconds % 1_000_000_000_000_000
        return wholeMilliseconds + (remainder > 0 ? 1 : 0)
    }

    /// Milliseconds with two decimals, as in `REPORT`: `12.34`.
    var millisecondsText: String {
        let hundredths =
            (components.seconds * 100_000) + (components.attoseconds + 5_000_000_000_000) / 10_000_000_000_000
        return Self.twoDecimals(hundredths)
    }

    /// Seconds with two decimals, as in the timeout message: `3.00`.
    var secondsText: String {
        Self.twoDecimals(wholeMilliseconds / 10)
    }

    private static func twoDecimals(_ hundredths: Int64) -> String {
        let fraction = hundredths % 100
        return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
    }
}
