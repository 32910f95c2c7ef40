/// A Swift type that stands for values of some shape of a model and can be read from a request.
package protocol WireReadable: Sendable {
    /// Takes a value apart; throws when it has another shape.
    init(wireValue: WireValue) throws(ShapeMismatch)
}

/// A Swift type that stands for values of some shape of a model and can be written into an answer.
package protocol WireWritable: Sendable {
    /// The value as a tree that every protocol can write.
    var wireValue: WireValue { get }
}

/// A Swift type that can be read and written, as those of simple shapes all can.
package typealias WireConvertible = WireReadable & WireWritable

/// A tree did not have the shape that a Swift type stands for. The decoders build trees by the schema of the same
/// type, so this never reaches a client unless Postern itself is wrong; it is answered as an internal failure.
package struct ShapeMismatch: Error {
    /// The Swift type that could not be read.
    package let expected: String

    package init(expected: Any.Type) {
        self.expected = String(describing: expected)
    }
}
