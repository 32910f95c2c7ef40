/// Reads CBOR documents by a schema.
enum CBORValueDecoder {
    /// The members of `schema` in a document that must be one map; an empty document has none.
    static func members(of schema: StructureSchema, in body: [UInt8]) throws(DecodingFault) -> [WireValue?] {
        guard !body.isEmpty else { return Array(repeating: nil, count: schema.members.count) }
        var reader = CBORReader(body)
        let head = try reader.takeHead()
        guard head.major == .map else { throw .malformed("Expected a map") }
        let values = try structure(schema, head, from: &reader, depth: 0)
        guard reader.isAtEnd else { throw .malformed("something follows the document") }
        return values
    }

    private static func structure(
        _ schema: StructureSchema,
        _ head: CBORReader.Head,
        from reader: inout CBORReader,
        depth: Int
    ) throws(DecodingFault) -> [WireValue?] {
        var values = [WireValue?](repeating: nil, count: schema.members.count)
        try reader.forEach(head) { (reader) throws(DecodingFault) in
            let name = try reader.takeText(try key(&reader))
            guard let index = schema.members.firstIndex(where: { $0.bodyName == name }) else {
                return try reader.skip(depth: depth + 1)
            }
            values[index] = try value(of: schema.members[index].shape, from: &reader, depth: depth + 1)
        }
        return values
    }

    /// The next value; nil for null.
    private static func value(
        of shape: Shape,
        from reader: inout CBORReader,
        depth: Int
    ) throws(DecodingFault) -> WireValue? {
        guard depth < CBORReader.depthLimit else { throw .malformed("items are nested too deeply") }
        let head = try reader.takeHead()
        if head.major == .simple, head.form == 22 || head.form == 23 { return nil }
        switch (shape, head.major) {
        case (.structure(let type), .map):
            return .structure(try structure(type.schema, head, from: &reader, depth: depth))
        case (.list(let element, _, _), .array):
            var items: [WireValue] = []
            try reader.forEach(head) { (reader) throws(DecodingFault) in
                if let item = try value(of: element, from: &reader, depth: depth + 1) { items.append(item) }
            }
            return .list(items)
        case (.map(_, let element, _, _, _), .map):
            var entries: [String: WireValue] = [:]
            var order: [String] = []
            try reader.forEach(head) { (reader) throws(DecodingFault) in
                let name = try reader.takeText(try key(&reader))
                guard let item = try value(of: element, from: &reader, depth: depth + 1) else { return }
                if entries.updateValue(item, forKey: name) == nil { order.append(name) }
            }
            return .map(order.compactMap { name in entries[name].map { .init(key: name, value: $0) } })
        case (.string, .text), (.enumeration, .text): return .string(try reader.takeText(head))
        case (.blob, .bytes): return .blob(try reader.takeBytes(head))
        default: return try scalar(of: shape, head, from: &reader)
        }
    }

    private static func scalar(
        of shape: Shape,
        _ head: CBORReader.Head,
        from reader: inout CBORReader
    ) throws(DecodingFault) -> WireValue {
        switch (shape, head.major) {
        case (.boolean, .simple) where head.form == 20 || head.form == 21: return .boolean(head.form == 21)
        case (.timestamp, .tag) where head.argument == 1:
            if let seconds = number(try reader.takeHead()), let time = Timestamp(secondsSince1970: seconds) {
                return .timestamp(time)
            }
        case (.integer, _):
            if let number = number(head).flatMap(Int32.init(exactly:)) { return .integer(Int64(number)) }
        case (.long, .unsigned), (.long, .negative):
            if let number = integer(head) { return .integer(number) }
        case (.long, .simple):
            if let number = CBORReader.double(head).flatMap(Int64.init(exactly:)) { return .integer(number) }
        case (.double, _):
            if let number = number(head) { return .double(number) }
        default: break
        }
        throw .mistyped("an item can not be converted to \(shape.kindWithArticle)")
    }

    private static func key(_ reader: inout CBORReader) throws(DecodingFault) -> CBORReader.Head {
        let head = try reader.takeHead()
        guard head.major == .text else { throw .malformed("a key is not a text") }
        return head
    }

    private static func integer(_ head: CBORReader.Head) -> Int64? {
        switch head.major {
        case .unsigned: head.argument.flatMap(Int64.init(exactly:))
        case .negative: head.argument.flatMap(Int64.init(exactly:)).map { -1 - $0 }
        default: nil
        }
    }

    private static func number(_ head: CBORReader.Head) -> Double? {
        CBORReader.double(head) ?? integer(head).map(Double.init)
    }
}
