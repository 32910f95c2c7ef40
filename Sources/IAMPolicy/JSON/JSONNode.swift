/// A JSON value with the place it was read from.
struct JSONNode {
    let content: Content
    let location: SourceLocation

    enum Content {
        case null
        case bool(Bool)
        /// The number's text, so that no digit is lost.
        case number(String)
        case string(String)
        case array([JSONNode])
        /// Members in the order of the text; names are unique.
        case object([JSONMember])
    }
}

/// One member of a JSON object.
struct JSONMember {
    let name: Located<String>
    let value: JSONNode
}

extension JSONNode {
    /// What the value is, for messages.
    var typeName: String {
        switch content {
        case .null: "null"
        case .bool: "a boolean"
        case .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}
