/// A shape of a model with the constraints that its values must satisfy.
package indirect enum Shape: Sendable {
    case boolean
    /// 32 bits.
    case integer(NumericRange = .any)
    /// 64 bits.
    case long(NumericRange = .any)
    case double(NumericRange = .any)
    case string(StringConstraints = .none)
    /// A string out of a set; the values in the model's order.
    case enumeration([String])
    case blob(LengthRange = .any)
    case timestamp(TimestampFormat? = nil)
    /// Any JSON; only JSON protocols have it.
    case document
    case list(Shape, length: LengthRange = .any, memberName: String = "member")
    case map(key: Shape, value: Shape, length: LengthRange = .any, keyName: String = "key", valueName: String = "value")
    /// A structure; its schema is asked of the generated type when needed, so that shapes may recur.
    case structure(any WireStructure.Type)
}
