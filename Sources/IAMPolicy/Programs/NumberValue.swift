/// A number in a policy; nil when its text is none.
struct NumberValue: BitwiseCopyable, Sendable {
    var number: DecimalNumber?
    /// The text in the pool, which the number's ranges are relative to.
    var text: IndexRange
}
