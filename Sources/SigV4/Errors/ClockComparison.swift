/// The request's date against the server's clock.
public struct ClockComparison: Hashable, Sendable {
    public let signedAt: SigningTime
    public let now: SigningTime
    public let skewSeconds: Int
}

extension ClockComparison {
    var expiredMessage: String {
        "Signature expired: \(signedAt.basicFormat) is now earlier than "
            + "\(now.advanced(bySeconds: -skewSeconds).basicFormat) (\(now.basicFormat) - \(skewText))"
    }

    var notYetCurrentMessage: String {
        "Signature not yet current: \(signedAt.basicFormat) is still later than "
            + "\(now.advanced(bySeconds: skewSeconds).basicFormat) (\(now.basicFormat) + \(skewText))"
    }

    private var skewText: String { skewSeconds % 60 == 0 ? "\(skewSeconds / 60) min." : "\(skewSeconds) sec." }
}
