/// Writes values as XML by their schema, as the query and rest-xml protocols do
/// (<https://smithy.io/2.0/spec/protocol-traits.html#xml-bindings>).
enum XMLEncoder {
    /// The members that belong into the body, each as its element.
    static func write(_ values: [WireValue?], of schema: StructureSchema, to writer: inout XMLWriter) {
        for (member, value) in zip(schema.members, values) where member.location == .body {
            guard let value else { continue }
            write(value, of: member, to: &writer)
        }
    }

    private static func write(_ value: WireValue, of member: MemberSchema, to writer: inout XMLWriter) {
        guard member.isFlattened else { return write(value, of: member.shape, as: member.bodyName, to: &writer) }
        switch (value, member.shape) {
        case (.list(let items), .list(let element, _, _)):
            for item in items { write(item, of: element, as: member.bodyName, to: &writer) }
        case (.map(let entries), .map(_, let element, _, let keyName, let valueName)):
            for entry in entries {
                writer.element(member.bodyName) {
                    $0.element(keyName, text: entry.key)
                    write(entry.value, of: element, as: valueName, to: &$0)
                }
            }
        default: write(value, of: member.shape, as: member.bodyName, to: &writer)
        }
    }

    private static func write(_ value: WireValue, of shape: Shape, as name: String, to writer: inout XMLWriter) {
        switch (value, shape) {
        case (.structure(let values), .structure(let type)):
            writer.element(name, attributes: attributes(of: values, type.schema)) {
                write(values, of: type.schema, to: &$0)
            }
        case (.list(let items), .list(let element, _, let memberName)):
            writer.element(name) { writer in
                for item in items { write(item, of: element, as: memberName, to: &writer) }
            }
        case (.map(let entries), .map(_, let element, _, let keyName, let valueName)):
            writer.element(name) { writer in
                for entry in entries {
                    writer.element("entry") {
                        $0.element(keyName, text: entry.key)
                        write(entry.value, of: element, as: valueName, to: &$0)
                    }
                }
            }
        default:
            let timestamps = shape.timestampFormat ?? .dateTime
            writer.element(name, text: ScalarText.text(of: value, timestamps: timestamps) ?? "")
        }
    }
}

extension XMLEncoder {
    /// The members that are attributes, with the namespace of their prefix.
    private static func attributes(
        of values: [WireValue?],
        _ schema: StructureSchema
    ) -> [(name: String, value: String)] {
        zip(schema.members, values).flatMap { member, value -> [(name: String, value: String)] in
            guard case .attribute(let name) = member.location, case .string(let text) = value else { return [] }
            let declaration = name.hasPrefix("xsi:") ? [("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")] : []
            return declaration + [(name, text)]
        }
    }
}

extension Shape {
    /// The format that a timestamp shape names itself; nil when it leaves it to the protocol.
    var timestampFormat: TimestampFormat? {
        if case .timestamp(let format) = self { format } else { nil }
    }
}
