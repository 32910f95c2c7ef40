/// Any JSON, as text; what Smithy calls a document (<https://smithy.io/2.0/spec/simple-types.html#document>).
package struct JSONDocument: Sendable, Hashable, WireConvertible {
    /// One JSON value, well formed.
    package let text: String

    /// - Parameter text: one JSON value; whoever makes it answers for its being well formed.
    package init(wellFormed text: String) {
        self.text = text
    }

    /// A JSON string.
    package init(string: String) {
        var writer = JSONWriter()
        writer.string(string)
        text = String(decoding: writer.bytes, as: UTF8.self)
    }

    /// A JSON array of strings.
    package init(strings: [String]) {
        var writer = JSONWriter()
        writer.array { writer in
            for string in strings { writer.string(string) }
        }
        text = String(decoding: writer.bytes, as: UTF8.self)
    }

    package var wireValue: WireValue { .document(text) }

    package init(wireValue: WireValue) throws(ShapeMismatch) {
        guard case .document(let text) = wireValue else { throw ShapeMismatch(expected: Self.self) }
        self.text = text
    }
}
