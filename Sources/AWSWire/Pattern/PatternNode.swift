/// The parts of a regular expression.
indirect enum PatternNode: Sendable, Equatable {
    case empty
    case scalar(ScalarSet)
    case sequence([PatternNode])
    case alternation([PatternNode])
    /// `maximum` is nil for no bound.
    case repetition(PatternNode, minimum: Int, maximum: Int?)
    case start
    case end
    case lookahead(PatternNode, isNegated: Bool)
    /// Looks back over one scalar.
    case lookbehind(ScalarSet, isNegated: Bool)
}
