/// A regular expression of a model, ready to be held against hostile text.
///
/// Immutable, and a class so that the constraints of a shape can be copied for the price of one reference.
package final class Pattern: Sendable {
    /// The expression as the model spells it, which error messages repeat.
    package let text: String
    private let matcher: Matcher

    private enum Matcher: Sendable {
        /// Most patterns only say which characters may stand in the text, and perhaps that there must be one.
        case characters(ScalarSet, minimum: Int)
        case program(PatternProgram)
    }

    /// - Throws: ``PatternError`` when the expression has syntax that Postern does not read.
    package init(_ text: String) throws(PatternError) {
        self.text = text
        matcher =
            switch try PatternParser.parse(text) {
            case .repetition(.scalar(let set), let minimum, maximum: nil): .characters(set, minimum: minimum)
            case let node: .program(PatternProgram(node))
            }
    }

    /// Whether the whole of `candidate` matches, in time proportional to its length.
    package func matches(_ candidate: String) -> Bool {
        switch matcher {
        case .characters(let set, let minimum):
            candidate.unicodeScalars.allSatisfy(set.contains)
                && candidate.unicodeScalars.prefix(minimum).count == minimum
        case .program(let program): PatternMatcher(candidate).matchesWhole(program)
        }
    }
}
