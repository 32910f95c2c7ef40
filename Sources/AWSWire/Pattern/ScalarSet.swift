/// A set of Unicode scalars, as a character class of a regular expression names one.
struct ScalarSet: Sendable, Equatable {
    /// One bit for each scalar below 128.
    private var ascii: (low: UInt64, high: UInt64) = (0, 0)
    private var ranges: [ClosedRange<UInt32>] = []
    private var categories: [Category] = []
    private var complements: [ScalarSet] = []
    private(set) var isNegated = false

    /// A general category by the letter that a regular expression calls it with, as in `\p{L}`.
    enum Category: Character, Sendable {
        case letter = "L"
        case number = "N"
        case separator = "Z"
    }

    static func == (lhs: ScalarSet, rhs: ScalarSet) -> Bool {
        lhs.ascii == rhs.ascii && lhs.ranges == rhs.ranges && lhs.categories == rhs.categories
            && lhs.complements == rhs.complements && lhs.isNegated == rhs.isNegated
    }

    mutating func insert(_ range: ClosedRange<UInt32>) {
        for value in range.clamped(to: 0...127) where range.contains(value) {
            if value < 64 { ascii.low |= 1 << value } else { ascii.high |= 1 << (value - 64) }
        }
        if range.upperBound > 127 { ranges.append(max(range.lowerBound, 128)...range.upperBound) }
    }

    mutating func insert(_ category: Category) {
        categories.append(category)
    }

    /// Adds everything that another set holds.
    mutating func formUnion(_ other: ScalarSet) {
        guard !other.isNegated else { return complements.append(other) }
        ascii = (ascii.low | other.ascii.low, ascii.high | other.ascii.high)
        ranges += other.ranges
        categories += other.categories
        complements += other.complements
    }

    var negated: ScalarSet {
        var set = self
        set.isNegated.toggle()
        return set
    }

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        holds(scalar) != isNegated
    }

    private func holds(_ scalar: Unicode.Scalar) -> Bool {
        let value = scalar.value
        if value < 64, ascii.low & 1 << value != 0 { return true }
        if (64..<128).contains(value), ascii.high & 1 << (value - 64) != 0 { return true }
        return ranges.contains { $0.contains(value) } || categories.contains { $0.contains(scalar) }
            || complements.contains { $0.contains(scalar) }
    }
}

extension ScalarSet {
    init(_ scalar: Unicode.Scalar) {
        insert(scalar.value...scalar.value)
    }

    init(_ ranges: ClosedRange<Unicode.Scalar>...) {
        for range in ranges { insert(range.lowerBound.value...range.upperBound.value) }
    }

    static let digits = ScalarSet("0"..."9")
    static let wordCharacters = ScalarSet("0"..."9", "A"..."Z", "_"..."_", "a"..."z")
    static let whiteSpace = ScalarSet("\t"..."\r", " "..." ")
    /// What `.` stands for: everything but the line terminators.
    static let anyButLineEnds =
        ScalarSet("\n"..."\n", "\r"..."\r", "\u{85}"..."\u{85}", "\u{2028}"..."\u{2029}").negated
}

extension ScalarSet.Category {
    func contains(_ scalar: Unicode.Scalar) -> Bool {
        switch (self, scalar.properties.generalCategory) {
        case (.letter, .uppercaseLetter), (.letter, .lowercaseLetter), (.letter, .titlecaseLetter),
            (.letter, .modifierLetter), (.letter, .otherLetter):
            true
        case (.number, .decimalNumber), (.number, .letterNumber), (.number, .otherNumber): true
        case (.separator, .spaceSeparator), (.separator, .lineSeparator), (.separator, .paragraphSeparator): true
        default: false
        }
    }
}
