/// Bytes of a blob shape. The array is shared, not copied, on its way between body and handler.
package struct Blob: Sendable, Hashable, WireConvertible {
    package var bytes: [UInt8]

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    package var wireValue: WireValue { .blob(bytes) }

    package init(wireValue: WireValue) throws(ShapeMismatch) {
        guard case .blob(let bytes) = wireValue else { throw ShapeMismatch(expected: Self.self) }
        self.bytes = bytes
    }
}
