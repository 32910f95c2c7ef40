/// An error object that a runtime posted.
struct ReportedFailure: Sendable, Equatable {
    /// As Lambda accounts for it: `Runtime.…` or `Function.…`.
    let errorType: String
    /// What the caller gets, unchanged.
    let body: [UInt8]

    /// - Parameter header: value of `Lambda-Runtime-Function-Error-Type`.
    init(header: String?, body: [UInt8]) {
        errorType = Self.accounted(header ?? "")
        self.body = body
    }

    /// The header's value when it is of the form `Runtime.Xyz` or `Function.Xyz`, else the kind's `Unknown`.
    ///
    /// Source: behaviour of AWS's Runtime Interface Emulator.
    private static func accounted(_ header: String) -> String {
        let parts = header.split(separator: ".", omittingEmptySubsequences: false)
        let isKnownKind = parts.first == "Runtime" || parts.first == "Function"
        if isKnownKind, parts.count == 2, parts[1].count > 1, parts[1].first?.isUppercase == true,
            parts[1].allSatisfy({ $0.isASCII && $0.isLetter })
        {
            return header
        }
        return parts.first == "Function" ? "Function.Unknown" : "Runtime.Unknown"
    }
}
