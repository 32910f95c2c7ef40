/// A decimal number as a reference to its digits, so that no digit is rounded away.
///
/// Accepted are an optional sign, digits, and optionally a point with digits, as the numeric operators take "an integer
/// or decimal value".
struct DecimalNumber: BitwiseCopyable, Sendable {
    var isNegative: Bool
    /// Digits before the point, without leading zeros.
    var integer: IndexRange
    /// Digits after the point, without trailing zeros.
    var fraction: IndexRange

    /// - Returns: nil when the text is no decimal number. The ranges are relative to the text.
    init?(_ text: Span<UInt8>) {
        var index = 0
        var isNegative = false
        if text.count > 0, text[0] == UInt8(ascii: "-") || text[0] == UInt8(ascii: "+") {
            isNegative = text[0] == UInt8(ascii: "-")
            index = 1
        }
        let integerEnd = Self.digits(text, from: index)
        guard integerEnd > index else { return nil }
        while index < integerEnd, text[index] == UInt8(ascii: "0") { index &+= 1 }
        integer = IndexRange(start: index, count: integerEnd - index)
        fraction = .empty
        if integerEnd < text.count {
            guard text[integerEnd] == UInt8(ascii: ".") else { return nil }
            var end = Self.digits(text, from: integerEnd + 1)
            guard end == text.count, end > integerEnd + 1 else { return nil }
            while end > integerEnd + 1, text[end - 1] == UInt8(ascii: "0") { end &-= 1 }
            fraction = IndexRange(start: integerEnd + 1, count: end - integerEnd - 1)
        }
        let isZero = integer.count == 0 && fraction.count == 0
        self.isNegative = isNegative && !isZero
    }

    private static func digits(_ text: Span<UInt8>, from start: Int) -> Int {
        var index = start
        while index < text.count, text[index].isASCIIDigit { index &+= 1 }
        return index
    }

    /// Orders two numbers whose digits stand in two texts.
    static func order(
        _ left: DecimalNumber,
        in leftText: Span<UInt8>,
        _ right: DecimalNumber,
        in rightText: Span<UInt8>
    ) -> Ordering {
        guard left.isNegative == right.isNegative else { return left.isNegative ? .less : .greater }
        let magnitude = magnitudeOrder(left, in: leftText, right, in: rightText)
        return left.isNegative ? magnitude.reversed : magnitude
    }

    private static func magnitudeOrder(
        _ left: DecimalNumber,
        in leftText: Span<UInt8>,
        _ right: DecimalNumber,
        in rightText: Span<UInt8>
    ) -> Ordering {
        guard left.integer.count == right.integer.count else {
            return left.integer.count < right.integer.count ? .less : .greater
        }
        let integers = Ordering(
            leftText.extracting(left.integer.bounds),
            rightText.extracting(right.integer.bounds)
        )
        guard integers == .equal else { return integers }
        return Ordering(leftText.extracting(left.fraction.bounds), rightText.extracting(right.fraction.bounds))
    }
}
