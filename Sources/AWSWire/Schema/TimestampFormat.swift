/// How a timestamp is written (<https://smithy.io/2.0/spec/protocol-traits.html#timestampformat-trait>).
package enum TimestampFormat: Sendable {
    /// `2026-11-23T08:23:21Z`
    case dateTime
    /// Seconds since the epoch, with decimals when there are some.
    case epochSeconds
    /// `Mon, 23 Nov 2026 08:23:21 GMT`
    case httpDate
}
