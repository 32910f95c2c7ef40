extension PatternParser {
    /// What follows an opening bracket.
    mutating func characterClass() throws(PatternError) -> ScalarSet {
        let isNegated = skip("^")
        var set = ScalarSet()
        while !skip("]") {
            let first = try classItem()
            // A hyphen makes a range only between two single characters.
            if let lower = first.single, rest.first == "-", rest.dropFirst().first.map({ $0 != "]" }) ?? false {
                skip("-")
                guard let upper = try classItem().single, lower <= upper else {
                    throw PatternError(unsupported: "range without an end")
                }
                set.insert(lower.value...upper.value)
            } else {
                set.formUnion(first.set)
            }
        }
        return isNegated ? set.negated : set
    }

    /// A single character or an escape for several.
    private mutating func classItem() throws(PatternError) -> (set: ScalarSet, single: Unicode.Scalar?) {
        guard let scalar = rest.popFirst() else { throw PatternError(unsupported: "open class") }
        guard scalar == "\\" else { return (ScalarSet(scalar), scalar) }
        if let single = try escapedScalar() { return (ScalarSet(single), single) }
        return (try escape(), nil)
    }

    /// What follows a backslash.
    mutating func escape() throws(PatternError) -> ScalarSet {
        if let single = try escapedScalar() { return ScalarSet(single) }
        switch rest.popFirst() {
        case "d": return .digits
        case "D": return .digits.negated
        case "w": return .wordCharacters
        case "W": return .wordCharacters.negated
        case "s": return .whiteSpace
        case "S": return .whiteSpace.negated
        case "p": return try category()
        default: throw PatternError(unsupported: "unknown escape")
        }
    }

    /// The one character that an escape stands for; nil, with nothing taken, when it stands for several.
    private mutating func escapedScalar() throws(PatternError) -> Unicode.Scalar? {
        guard let letter = rest.first else { throw PatternError(unsupported: "lone backslash") }
        switch letter {
        case "d", "D", "w", "W", "s", "S", "p": return nil
        case "x": return try hexadecimal(digits: 2)
        case "u": return try hexadecimal(digits: 4)
        case "n", "r", "t":
            rest.removeFirst()
            return letter == "n" ? "\n" : letter == "r" ? "\r" : "\t"
        case _ where letter.properties.isAlphabetic || ScalarSet.digits.contains(letter):
            throw PatternError(unsupported: "unknown escape")
        default:
            rest.removeFirst()
            return letter
        }
    }

    /// Takes the letter of the escape and that many digits after it.
    private mutating func hexadecimal(digits: Int) throws(PatternError) -> Unicode.Scalar {
        rest.removeFirst()
        let text = String(rest.prefix(digits))
        rest = rest.dropFirst(digits)
        guard text.count == digits, let value = UInt32(text, radix: 16) else {
            throw PatternError(unsupported: "broken hexadecimal escape")
        }
        // Bounds of ranges may be surrogates, which no text holds; the nearest scalar bounds the same range.
        return Unicode.Scalar(value) ?? (value < 0xDC00 ? "\u{D7FF}" : "\u{E000}")
    }

    private mutating func category() throws(PatternError) -> ScalarSet {
        guard
            skip("{"), let letter = rest.popFirst(), skip("}"),
            let category = ScalarSet.Category(rawValue: Character(letter))
        else { throw PatternError(unsupported: "unknown category") }
        var set = ScalarSet()
        set.insert(category)
        return set
    }

    mutating func number() -> Int? {
        let digits = rest.prefix { ScalarSet.digits.contains($0) }
        rest = rest.dropFirst(digits.count)
        return Int(String(digits))
    }

    @discardableResult
    mutating func skip(_ text: String) -> Bool {
        guard rest.starts(with: text.unicodeScalars) else { return false }
        rest = rest.dropFirst(text.unicodeScalars.count)
        return true
    }
}
