/// A Swift type that stands for values of some shape of a model.
package protocol WireConvertible: Sendable {
    /// The value as a tree that every protocol can write.
    var wireValue: WireValue { get }

    /// Reads back what ``wireValue`` gives; throws when the tree has another shape.
    init(wireValue: WireValue) throws(ShapeMismatch)
}

/// A tree did not have the shape that a Swift type stands for. The decoders build trees by the schema of the same
/// type, so this never reaches a client unless Postern itself is wrong; it is answered as an internal failure.
package struct ShapeMismatch: Error {
    /// The Swift type that could not be read.
    package let expected: String

    package init(expected: Any.Type) {
        self.expected = String(describing: expected)
    }
}
