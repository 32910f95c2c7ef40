/// Parses the part of Java's regular expressions that AWS's models use: classes, escapes, groups, alternation, greedy
/// quantifiers, `^`, `$`, lookahead, and lookbehind over one character
/// (<https://docs.oracle.com/javase/8/docs/api/java/util/regex/Pattern.html>).
struct PatternParser {
    var rest: Substring.UnicodeScalarView

    /// Parses a whole expression.
    ///
    /// - Throws: ``PatternError`` for syntax outside that part.
    static func parse(_ pattern: String) throws(PatternError) -> PatternNode {
        var parser = PatternParser(rest: Substring(pattern).unicodeScalars)
        let node = try parser.alternation()
        guard parser.rest.isEmpty else { throw PatternError(unsupported: String(parser.rest)) }
        return node
    }

    mutating func alternation() throws(PatternError) -> PatternNode {
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
