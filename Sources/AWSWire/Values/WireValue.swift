/// A value of any shape of a model, between the bytes of a protocol and the Swift types of an operation.
package enum WireValue: Sendable, Equatable {
    case boolean(Bool)
    /// Integers and longs.
    case integer(Int64)
    /// Floats and doubles.
    case double(Double)
    /// Strings and enumeration values.
    case string(String)
    case blob([UInt8])
    case timestamp(Timestamp)
    /// JSON text, for shapes that hold any JSON.
    case document(String)
    case list([WireValue])
    /// Entries in the order of the wire; a key stands once.
    case map([MapEntry])
    /// One place for each member of the schema, in the schema's order; nil where the member is absent.
    case structure([WireValue?])

    /// One entry of a map shape.
    package struct MapEntry: Sendable, Equatable {
        package let key: String
        package let value: WireValue

        package init(key: String, value: WireValue) {
            self.key = key
            self.value = value
        }
    }
}
