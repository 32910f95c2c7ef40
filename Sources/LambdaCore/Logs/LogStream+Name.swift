extension LogStream {
    /// The stream of a new execution environment: `YYYY/MM/DD/[VERSION]32 hexadecimal digits`.
    ///
    /// - Parameters:
    ///   - sinceEpoch: the time of the environment's start, in UTC.
    ///   - identifier: random bits, the same for no two environments.
    init(version: FunctionVersion, sinceEpoch: Duration, identifier: UInt128) {
        let time = UTCTime(sinceEpoch: sinceEpoch)
        let date = [
            UTCTime.padded(time.year, to: 4), UTCTime.padded(time.month, to: 2), UTCTime.padded(time.day, to: 2),
        ]
        let digits = String(identifier, radix: 16)
        let padding = String(repeating: "0", count: 32 - digits.count)
        self.init(
            function: version.function,
            roleARN: version.configuration.roleARN,
            group: version.configuration.logGroup,
            name: date.joined(separator: "/") + "/[\(version.version)]" + padding + digits
        )
    }
}
