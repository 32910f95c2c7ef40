/// Reads JSON documents by a schema.
enum JSONValueDecoder {
    /// The members of `schema` in a document that must be one object; an empty document has none.
    static func members(of schema: StructureSchema, in body: [UInt8]) throws(DecodingFault) -> [WireValue?] {
        guard !body.isEmpty else { return Array(repeating: nil, count: schema.members.count) }
        var reader = JSONReader(body)
        guard try reader.nextKind() == .object else { throw .malformed("Expected an object") }
        let values = try structure(schema, from: &reader)
        try reader.end()
        return values
    }

    /// The members in the order of the schema. Unknown ones are passed over, `null` counts as absent, and of several
    /// with one name the last one counts.
    private static func structure(
        _ schema: StructureSchema,
        from reader: inout JSONReader
    ) throws(DecodingFault) -> [WireValue?] {
        var values = [WireValue?](repeating: nil, count: schema.members.count)
        try reader.takeObject { (name, reader) throws(DecodingFault) in
            let index = schema.members.firstIndex { member in
                member.location == .body && member.bodyName.utf8.elementsEqual(name)
            }
            guard let index else { return try reader.skipValue() }
            values[index] = try value(of: schema.members[index].shape, from: &reader)
        }
        return values
    }

    /// The value that stands next; nil for `null`.
    private static func value(of shape: Shape, from reader: inout JSONReader) throws(DecodingFault) -> WireValue? {
        let kind = try reader.nextKind()
        if kind == .null {
            try reader.takeWord("null")
            return nil
        }
        switch shape {
        case .structure(let type):
            guard kind == .object else { throw .mistyped("Expected null") }
            return .structure(try structure(type.schema, from: &reader))
        case .map(_, let element, _, _, _):
            guard kind == .object else { throw .mistyped("Expected null") }
            return .map(try entries(of: element, from: &reader))
        case .list(let element, _, _):
            guard kind == .array else { throw .mistyped("Expected list or null") }
            return .list(try items(of: element, from: &reader))
        case .document:
            return .document(try reader.takeText())
        case .boolean, .integer, .long, .double, .string, .enumeration, .blob, .timestamp:
            return try scalar(of: shape, kind, from: &reader)
        }
    }

    private static func entries(
        of element: Shape,
        from reader: inout JSONReader
    ) throws(DecodingFault) -> [WireValue.MapEntry] {
        var entries: [WireValue.MapEntry] = []
        var places: [String: Int] = [:]
        try reader.takeObject { (name, reader) throws(DecodingFault) in
            guard let key = String(validating: name, as: UTF8.self) else { throw reader.malformed("Invalid UTF-8") }
            guard let value = try value(of: element, from: &reader) else { return }
            if let place = places[key] {
                entries[place] = .init(key: key, value: value)
            } else {
                places[key] = entries.count
                entries.append(.init(key: key, value: value))
            }
        }
        return entries
    }

    private static func items(of element: Shape, from reader: inout JSONReader) throws(DecodingFault) -> [WireValue] {
        var items: [WireValue] = []
        try reader.takeArray { (reader) throws(DecodingFault) in
            if let item = try value(of: element, from: &reader) { items.append(item) }
        }
        return items
    }
}
