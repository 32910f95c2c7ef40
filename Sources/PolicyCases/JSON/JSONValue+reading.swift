extension JSONValue {
    /// The whole value in a slice, for documents that a parser has accepted already: their nesting is bounded.
    init(_ slice: JSONSlice) throws(CaseError) {
        if slice.isObject {
            var members: [Member] = []
            for (name, value) in try slice.members() { members.append(Member(name, try JSONValue(value))) }
            self = .object(members)
        } else if slice.isArray {
            var elements: [JSONValue] = []
            for element in try slice.elements() { elements.append(try JSONValue(element)) }
            self = .array(elements)
        } else {
            self = try Self(scalar: slice)
        }
    }

    private init(scalar slice: JSONSlice) throws(CaseError) {
        let text = String(decoding: slice.bytes, as: UTF8.self)
        switch text {
        case "null": self = .null
        case "true": self = .bool(true)
        case "false": self = .bool(false)
        default: self = text.hasPrefix("\"") ? .string(try slice.string()) : .number(text)
        }
    }
}
