/// Writes values as CBOR by their schema.
enum CBORValueEncoder {
    /// A map of the members that are present.
    static func write(_ values: [WireValue?], of schema: StructureSchema, to writer: inout CBORWriter) {
        writer.head(.map, UInt64(values.count { $0 != nil }))
        for (member, value) in zip(schema.members, values) {
            guard let value else { continue }
            writer.text(member.bodyName)
            write(value, of: member.shape, to: &writer)
        }
    }

    private static func write(_ value: WireValue, of shape: Shape, to writer: inout CBORWriter) {
        switch (value, shape) {
        case (.structure(let values), .structure(let type)): write(values, of: type.schema, to: &writer)
        case (.list(let items), .list(let element, _, _)):
            writer.head(.array, UInt64(items.count))
            for item in items { write(item, of: element, to: &writer) }
        case (.map(let entries), .map(_, let element, _, _, _)):
            writer.head(.map, UInt64(entries.count))
            for entry in entries {
                writer.text(entry.key)
                write(entry.value, of: element, to: &writer)
            }
        default: writeScalar(value, to: &writer)
        }
    }

    private static func writeScalar(_ value: WireValue, to writer: inout CBORWriter) {
        switch value {
        case .boolean(let value): writer.boolean(value)
        case .integer(let value): writer.integer(value)
        case .double(let value): writer.double(value)
        case .string(let value): writer.text(value)
        case .blob(let value): writer.blob(value)
        case .timestamp(let value):
            // Tag 1: seconds since the epoch.
            writer.head(.tag, 1)
            writer.double(Double(value.millisecondsSince1970) / 1000)
        default: writer.head(.simple, 22)
        }
    }
}
