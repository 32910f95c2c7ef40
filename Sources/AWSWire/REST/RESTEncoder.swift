/// Writes the parts of a REST answer that stand outside a document: status, header fields and whole-body payloads.
enum RESTEncoder {
    /// The status of the answer: the member bound to it, else the operation's.
    static func status(of values: [WireValue?], _ operation: OperationModel) -> Int {
        for (member, value) in zip(operation.output.schema.members, values) where member.location == .status {
            if case .integer(let status) = value { return Int(status) }
        }
        return operation.http.status
    }

    /// The header fields that members are bound to.
    static func headers(of values: [WireValue?], _ schema: StructureSchema) -> [WireHeader] {
        var headers: [WireHeader] = []
        for (member, value) in zip(schema.members, values) {
            switch (member.location, value) {
            case (.headers(let prefix), .map(let entries)):
                headers += entries.compactMap { entry in text(entry.value, nil).map { (prefix + entry.key, $0) } }
            case (.header(let name), .list(let items)):
                headers.append((name, items.compactMap { text($0, nil) }.joined(separator: ", ")))
            case (.header(let name), let value?):
                if let text = text(value, member.shape) { headers.append((name, text)) }
            default: continue
            }
        }
        return headers
    }

    private static func text(_ value: WireValue, _ shape: Shape?) -> String? {
        ScalarText.text(of: value, timestamps: shape?.timestampFormat ?? .httpDate)
    }
}
