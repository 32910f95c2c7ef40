/// Reads the parts of a REST request that stand outside a document: labels, query items, header fields and whole-body
/// payloads (<https://smithy.io/2.0/spec/http-bindings.html>).
enum RESTDecoder {
    /// The members of an input, in the schema's order.
    ///
    /// - Parameter document: reads the members that the body's document holds.
    static func members(
        of schema: StructureSchema,
        in request: WireRequest,
        as routed: RoutedRequest,
        document: (StructureSchema, [UInt8]) throws(DecodingFault) -> [WireValue?]
    ) throws(DecodingFault) -> [WireValue?] {
        var values = try body(of: schema, in: request.body, document: document)
        for (index, member) in schema.members.enumerated() {
            switch member.location {
            case .body, .status, .attribute: continue
            case .uri(let name): values[index] = try scalar(routed.labels[name], member.shape, .dateTime)
            case .query(let name): values[index] = try queryValue(routed.parameters.all(name), member.shape)
            case .header(let name):
                values[index] = try headerValue(request.headers.first(named: name), member.shape)
            case .headers(let prefix): values[index] = headerMap(request.headers, prefix)
            }
        }
        return values
    }

    /// The members that the body holds: the payload alone, or those of the document.
    private static func body(
        of schema: StructureSchema,
        in body: [UInt8],
        document: (StructureSchema, [UInt8]) throws(DecodingFault) -> [WireValue?]
    ) throws(DecodingFault) -> [WireValue?] {
        guard let payload = schema.payload else {
            guard schema.members.contains(where: { $0.location == .body }) else {
                return Array(repeating: nil, count: schema.members.count)
            }
            return try document(schema, body)
        }
        var values = [WireValue?](repeating: nil, count: schema.members.count)
        switch schema.members[payload].shape {
        case .blob: values[payload] = body.isEmpty ? nil : .blob(body)
        case .structure(let type) where !body.isEmpty:
            values[payload] = .structure(try document(type.schema, body))
        case .structure: break
        case let shape: values[payload] = try scalar(String(decoding: body, as: UTF8.self), shape, .dateTime)
        }
        return values
    }

    private static func scalar(
        _ text: String?,
        _ shape: Shape,
        _ timestamps: TimestampFormat
    ) throws(DecodingFault) -> WireValue? {
        guard let text else { return nil }
        return try ScalarText.value(of: shape, in: text, timestamps: timestamps)
    }

    private static func queryValue(_ texts: [String], _ shape: Shape) throws(DecodingFault) -> WireValue? {
        guard case .list(let element, _, _) = shape else { return try scalar(texts.first, shape, .dateTime) }
        var items: [WireValue] = []
        for text in texts { items.append(try ScalarText.value(of: element, in: text, timestamps: .dateTime)) }
        return items.isEmpty ? nil : .list(items)
    }

    private static func headerValue(_ text: String?, _ shape: Shape) throws(DecodingFault) -> WireValue? {
        guard let text, case .list(let element, _, _) = shape else { return try scalar(text, shape, .httpDate) }
        var items: [WireValue] = []
        for item in text.split(separator: ",") {
            let trimmed = item.trimmingSpaces
            items.append(try ScalarText.value(of: element, in: String(trimmed), timestamps: .httpDate))
        }
        return .list(items)
    }

    private static func headerMap(_ headers: [WireHeader], _ prefix: String) -> WireValue? {
        let entries = headers.compactMap { header -> WireValue.MapEntry? in
            let head = String(header.name.prefix(prefix.count))
            guard head.equalsIgnoringASCIICase(prefix) else { return nil }
            return .init(key: String(header.name.dropFirst(prefix.count)), value: .string(header.value))
        }
        return entries.isEmpty ? nil : .map(entries)
    }
}

extension Substring {
    /// Without the spaces and tabs around it.
    fileprivate var trimmingSpaces: Substring {
        let start = drop { $0 == " " || $0 == "\t" }
        guard let end = start.lastIndex(where: { $0 != " " && $0 != "\t" }) else { return "" }
        return start[...end]
    }
}
