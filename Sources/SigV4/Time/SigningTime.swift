/// A moment, to the second, as signatures name it: seconds since 1970-01-01 00:00:00 UTC.
public struct SigningTime: Hashable, Comparable, Sendable {
    public let secondsSince1970: Int64

    public init(secondsSince1970: Int64) {
        self.secondsSince1970 = secondsSince1970
    }

    public static func < (left: SigningTime, right: SigningTime) -> Bool {
        left.secondsSince1970 < right.secondsSince1970
    }

    /// The moment `seconds` later, or earlier when negative.
    public func advanced(bySeconds seconds: Int) -> SigningTime {
        SigningTime(secondsSince1970: secondsSince1970 + Int64(seconds))
    }
}
