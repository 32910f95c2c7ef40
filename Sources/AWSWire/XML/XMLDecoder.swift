/// Reads XML documents by a schema (<https://smithy.io/2.0/spec/protocol-traits.html#xml-bindings>).
enum XMLDecoder {
    /// The members of `schema` in a document, whatever its root element is called: clients of AWS differ there, and S3
    /// takes them all.
    static func members(of schema: StructureSchema, in body: [UInt8]) throws(DecodingFault) -> [WireValue?] {
        guard !body.isEmpty else { return Array(repeating: nil, count: schema.members.count) }
        return try members(of: schema, in: try XMLReader.root(of: body))
    }

    /// Elements that no member is called by are passed over.
    private static func members(
        of schema: StructureSchema,
        in element: XMLElement
    ) throws(DecodingFault) -> [WireValue?] {
        var values: [WireValue?] = []
        values.reserveCapacity(schema.members.count)
        for member in schema.members {
            values.append(try value(of: member, in: element))
        }
        return values
    }

    private static func value(of member: MemberSchema, in element: XMLElement) throws(DecodingFault) -> WireValue? {
        switch member.location {
        case .attribute(let name):
            let local = name.split(separator: ":").last.map(String.init) ?? name
            return try element.attribute(local).map { text throws(DecodingFault) in try scalar(member.shape, text) }
        case .body: break
        case .header, .headers, .uri, .query, .status: return nil
        }
        if member.isFlattened {
            let items = element.children.filter { $0.name == member.bodyName }
            return items.isEmpty ? nil : try collection(member.shape, of: items)
        }
        return try element.child(member.bodyName).map { child throws(DecodingFault) in
            try value(of: member.shape, in: child)
        }
    }

    private static func value(of shape: Shape, in element: XMLElement) throws(DecodingFault) -> WireValue {
        switch shape {
        case .structure(let type): .structure(try members(of: type.schema, in: element))
        case .list(_, _, let memberName): try collection(shape, of: element.children.filter { $0.name == memberName })
        case .map: try collection(shape, of: element.children.filter { $0.name == "entry" })
        case .boolean, .integer, .long, .double, .string, .enumeration, .blob, .timestamp, .document:
            try scalar(shape, element.text)
        }
    }

    private static func collection(_ shape: Shape, of items: [XMLElement]) throws(DecodingFault) -> WireValue {
        switch shape {
        case .list(let element, _, _):
            var values: [WireValue] = []
            for item in items { values.append(try value(of: element, in: item)) }
            return .list(values)
        case .map(_, let element, _, let keyName, let valueName):
            var entries: [WireValue.MapEntry] = []
            for item in items {
                guard let key = item.child(keyName), let child = item.child(valueName) else { continue }
                entries.append(.init(key: key.text, value: try value(of: element, in: child)))
            }
            return .map(entries)
        default: throw .malformed("several elements stand where one is expected")
        }
    }

    /// Text between tags may have white space around it, but where it is a string, which is taken as it is.
    private static func scalar(_ shape: Shape, _ text: String) throws(DecodingFault) -> WireValue {
        switch shape {
        case .string, .enumeration: break
        default:
            do throws(DecodingFault) {
                let trimmed = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
                return try ScalarText.value(of: shape, in: trimmed, timestamps: .dateTime)
            } catch {
                throw .malformed("'\(text)' is no value of its element")
            }
        }
        return .string(text)
    }
}
