/// Parses the part of Java's regular expressions that AWS's models use: classes, escapes, groups, alternation, greedy
/// quantifiers, `^`, `$`, lookahead, and lookbehind over one character
/// (<https://docs.oracle.com/javase/8/docs/api/java/util/regex/Pattern.html>).
struct PatternParser {
    private var rest: Substring.UnicodeScalarView

    /// Parses a whole expression.
    ///
    /// - Throws: ``PatternError`` for syntax outside that part.
    static func parse(_ pattern: String) throws(PatternError) -> PatternNode {
        var parser = PatternParser(rest: Substring(pattern).unicodeScalars)
        let node = try parser.alternation()
        guard parser.rest.isEmpty else { throw PatternError(unsupported: String(parser.rest)) }
        return node
    }

    private mutating func alternation() throws(PatternError) -> PatternNode {
        var branches = [try sequence()]
        while skip("|") { branches.append(try sequence()) }
        return branches.count == 1 ? branches[0] : .alternation(branches)
    }

    private mutating func sequence() throws(PatternError) -> PatternNode {
        var nodes: [PatternNode] = []
        while let next = rest.first, next != "|", next != ")" {
            nodes.append(try quantified(try atom()))
        }
        return nodes.count == 1 ? nodes[0] : nodes.isEmpty ? .empty : .sequence(nodes)
    }

    private mutating func atom() throws(PatternError) -> PatternNode {
        if skip("(") { return try group() }
        if skip("[") { return .scalar(try characterClass()) }
        if skip("^") { return .start }
        if skip("$") { return .end }
        if skip(".") { return .scalar(.anyButLineEnds) }
        if skip("\\") { return .scalar(try escape()) }
        guard let scalar = rest.popFirst(), !"*+?{".unicodeScalars.contains(scalar) else {
            throw PatternError(unsupported: "quantifier of nothing")
        }
        return .scalar(ScalarSet(scalar))
    }

    private mutating func group() throws(PatternError) -> PatternNode {
        if skip("?!") { return .lookahead(try closed(), isNegated: true) }
        if skip("?=") { return .lookahead(try closed(), isNegated: false) }
        if skip("?<!") { return try lookbehind(isNegated: true) }
        if skip("?<=") { return try lookbehind(isNegated: false) }
        skip("?:")
        return try closed()
    }

    private mutating func lookbehind(isNegated: Bool) throws(PatternError) -> PatternNode {
        guard case .scalar(let set) = try closed() else { throw PatternError(unsupported: "long lookbehind") }
        return .lookbehind(set, isNegated: isNegated)
    }

    private mutating func closed() throws(PatternError) -> PatternNode {
        let node = try alternation()
        guard skip(")") else { throw PatternError(unsupported: "open group") }
        return node
    }

    private mutating func quantified(_ node: PatternNode) throws(PatternError) -> PatternNode {
        let repeated: PatternNode
        if skip("*") {
            repeated = .repetition(node, minimum: 0, maximum: nil)
        } else if skip("+") {
            repeated = .repetition(node, minimum: 1, maximum: nil)
        } else if skip("?") {
            repeated = .repetition(node, minimum: 0, maximum: 1)
        } else if skip("{") {
            repeated = try counted(node)
        } else {
            return node
        }
        if let next = rest.first, "*+?{".unicodeScalars.contains(next) {
            throw PatternError(unsupported: "quantifier of a quantifier")
        }
        return repeated
    }

    /// What follows a brace: `n}`, `n,}` or `n,m}`.
    private mutating func counted(_ node: PatternNode) throws(PatternError) -> PatternNode {
        guard let minimum = number() else { throw PatternError(unsupported: "repetition without a count") }
        let hasMaximum = skip(",")
        let maximum = hasMaximum ? number() : minimum
        guard skip("}"), maximum ?? minimum >= minimum else { throw PatternError(unsupported: "broken repetition") }
        return .repetition(node, minimum: minimum, maximum: maximum)
    }
}

extension PatternParser {
    /// What follows an opening bracket.
    private mutating func characterClass() throws(PatternError) -> ScalarSet {
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
    private mutating func escape() throws(PatternError) -> ScalarSet {
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

    private mutating func number() -> Int? {
        let digits = rest.prefix { ScalarSet.digits.contains($0) }
        rest = rest.dropFirst(digits.count)
        return Int(String(digits))
    }

    @discardableResult
    private mutating func skip(_ text: String) -> Bool {
        guard rest.starts(with: text.unicodeScalars) else { return false }
        rest = rest.dropFirst(text.unicodeScalars.count)
        return true
    }
}

/// A regular expression has syntax that Postern does not read.
package struct PatternError: Error, Equatable {
    /// What was met.
    package let unsupported: String
}
