/// A regular expression of a model, ready to be held against hostile text.
package struct Pattern: Sendable {
    /// The expression as the model spells it, which error messages repeat.
    package let text: String
    private let program: PatternProgram

    /// - Throws: ``PatternError`` when the expression has syntax that Postern does not read.
    package init(_ text: String) throws(PatternError) {
        self.text = text
        program = PatternProgram(try PatternParser.parse(text))
    }

    /// Whether the whole of `candidate` matches, in time proportional to its length.
    package func matches(_ candidate: String) -> Bool {
        PatternMatcher(candidate).matchesWhole(program)
    }
}
