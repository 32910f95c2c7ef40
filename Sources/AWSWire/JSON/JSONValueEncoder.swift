/// Writes values as JSON by their schema (<https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html>).
enum JSONValueEncoder {
    /// An object of the members that belong into the body and are present.
    static func write(_ values: [WireValue?], of schema: StructureSchema, to writer: inout JSONWriter) {
        writer.object { writer in
            for (member, value) in zip(schema.members, values) where member.location == .body {
                guard let value else { continue }
                writer.name(member.bodyName)
                write(value, of: member.shape, to: &writer)
            }
        }
    }

    private static func write(_ value: WireValue, of shape: Shape, to writer: inout JSONWriter) {
        switch (value, shape) {
        case (.structure(let values), .structure(let type)): write(values, of: type.schema, to: &writer)
        case (.list(let items), .list(let element, _, _)):
            writer.array { writer in
                for item in items { write(item, of: element, to: &writer) }
            }
        case (.map(let entries), .map(_, let element, _, _, _)):
            writer.object { writer in
                for entry in entries {
                    writer.name(entry.key)
                    write(entry.value, of: element, to: &writer)
                }
            }
        default: writeScalar(value, of: shape, to: &writer)
        }
    }

    private static func writeScalar(_ value: WireValue, of shape: Shape, to writer: inout JSONWriter) {
        let format = shape.timestampFormat ?? .epochSeconds
        guard let text = ScalarText.text(of: value, timestamps: format) else { return writer.raw("null") }
        switch value {
        case .boolean, .integer, .double, .document: writer.raw(text)
        case .timestamp where format == .epochSeconds: writer.raw(text)
        default: writer.string(text)
        }
    }
}
