/// The last bytes of a log, for `X-Amz-Log-Result`.
struct LogTail: Sendable {
    /// Source: "LogResult", Invoke, AWS Lambda API Reference.
    static let limitBytes = 4_096

    private(set) var bytes: [UInt8] = []

    mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8)
        if bytes.count > Self.limitBytes {
            bytes.removeFirst(bytes.count - Self.limitBytes)
        }
    }
}
