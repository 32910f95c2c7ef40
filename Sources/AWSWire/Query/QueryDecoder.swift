/// Reads the parameters of the query protocol by the schema of an operation's input
/// (<https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#query-key-resolution>).
enum QueryDecoder {
    /// The members of `schema` found in `tree`; unknown parameters are passed over, as AWS does.
    static func members(
        of schema: StructureSchema,
        in tree: QueryParameterTree
    ) throws(DecodingFault) -> [WireValue?] {
        var values: [WireValue?] = []
        values.reserveCapacity(schema.members.count)
        for member in schema.members {
            values.append(
                try tree[member.bodyName].flatMap { subtree throws(DecodingFault) in
                    try value(of: member.shape, in: subtree, flattened: member.isFlattened)
                }
            )
        }
        return values
    }

    private static func value(
        of shape: Shape,
        in tree: QueryParameterTree,
        flattened: Bool = false
    ) throws(DecodingFault) -> WireValue? {
        switch shape {
        case .structure(let type): .structure(try members(of: type.schema, in: tree))
        case .list(let element, _, let memberName):
            try list(of: element, in: flattened ? tree : tree[memberName], emptyText: tree.text)
        case .map(_, let element, _, let keyName, let valueName):
            try map(of: element, in: flattened ? tree : tree["entry"], keyName: keyName, valueName: valueName)
        case .boolean, .integer, .long, .double, .string, .enumeration, .blob, .timestamp, .document:
            try tree.text.flatMap { text throws(DecodingFault) in
                try ScalarText.value(of: shape, in: text, timestamps: .dateTime)
            }
        }
    }

    /// A list; `Name=` without items is how clients write an empty one.
    private static func list(
        of element: Shape,
        in tree: QueryParameterTree?,
        emptyText: String?
    ) throws(DecodingFault) -> WireValue? {
        guard let tree else { return emptyText == "" ? .list([]) : nil }
        var values: [WireValue] = []
        for item in tree.numbered {
            if let value = try value(of: element, in: item) { values.append(value) }
        }
        return values.isEmpty && emptyText == nil ? nil : .list(values)
    }

    private static func map(
        of element: Shape,
        in tree: QueryParameterTree?,
        keyName: String,
        valueName: String
    ) throws(DecodingFault) -> WireValue? {
        guard let tree else { return nil }
        var entries: [WireValue.MapEntry] = []
        for item in tree.numbered {
            guard let key = item[keyName]?.text, let subtree = item[valueName] else { continue }
            if let value = try value(of: element, in: subtree) { entries.append(.init(key: key, value: value)) }
        }
        return .map(entries)
    }
}
