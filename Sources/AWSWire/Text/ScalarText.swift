/// Scalars written as text: in form parameters, header fields, query items, path labels and XML.
enum ScalarText {
    /// The value that `text` stands for when `shape` is a simple shape.
    ///
    /// - Parameter timestamps: the format of timestamps whose shape names none.
    /// - Throws: ``DecodingFault/mistyped(_:)`` when the text is not of the shape's kind.
    static func value(
        of shape: Shape,
        in text: String,
        timestamps: TimestampFormat
    ) throws(DecodingFault) -> WireValue {
        let value: WireValue? =
            switch shape {
            case .string, .enumeration: .string(text)
            case .boolean: boolean(text).map(WireValue.boolean)
            case .integer: Int32(text).map { .integer(Int64($0)) }
            case .long: Int64(text).map(WireValue.integer)
            case .double: finiteDouble(text).map(WireValue.double)
            case .blob: Base64.decode(text.utf8).map(WireValue.blob)
            case .timestamp(let format):
                Timestamp(parsing: text, as: format ?? timestamps).map(WireValue.timestamp)
            case .list, .map, .structure, .document: nil
            }
        guard let value else { throw .mistyped("\(text) can not be converted to \(shape.kindWithArticle)") }
        return value
    }

    /// The text of a simple value; nil for lists, maps and structures.
    static func text(of value: WireValue, timestamps: TimestampFormat) -> String? {
        switch value {
        case .boolean(let value): value ? "true" : "false"
        case .integer(let value): String(value)
        case .double(let value): text(of: value)
        case .string(let value): value
        case .blob(let bytes): String(decoding: Base64.encode(bytes), as: UTF8.self)
        case .timestamp(let value): value.text(as: timestamps)
        case .document(let json): json
        case .list, .map, .structure: nil
        }
    }

    /// A number without the `.0` that Swift gives to whole ones.
    static func text(of value: Double) -> String {
        Int64(exactly: value).map { String($0) } ?? String(value)
    }

    private static func boolean(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "true": true
        case "false": false
        default: nil
        }
    }

    /// A decimal number. `nan`, `infinity` and hexadecimal forms, which Swift would read, are refused.
    private static func finiteDouble(_ text: String) -> Double? {
        guard text.utf8.allSatisfy({ "+-.0123456789eE".utf8.contains($0) }) else { return nil }
        return Double(text).flatMap { $0.isFinite ? $0 : nil }
    }
}

extension Shape {
    /// The kind of value for an error sentence, such as `an Integer`.
    var kindWithArticle: String {
        switch self {
        case .boolean: "an Boolean"
        case .integer: "an Integer"
        case .long: "a Long"
        case .double: "a Double"
        case .string, .enumeration: "a String"
        case .blob: "a Blob"
        case .timestamp: "a Timestamp"
        case .list: "a List"
        case .map: "a Map"
        case .structure: "a Structure"
        case .document: "a Document"
        }
    }
}
