extension JSONValueDecoder {
    /// A scalar that stands next. AWS reads numbers and booleans out of strings nowhere, with the exception of
    /// timestamps, whose three formats it tells apart by their look.
    static func scalar(
        of shape: Shape,
        _ kind: JSONReader.Kind,
        from reader: inout JSONReader
    ) throws(DecodingFault) -> WireValue {
        switch (shape, kind) {
        case (.boolean, .true):
            try reader.takeWord("true")
            return .boolean(true)
        case (.boolean, .false):
            try reader.takeWord("false")
            return .boolean(false)
        case (.string, .string), (.enumeration, .string): return .string(try reader.takeString())
        case (.blob, .string):
            guard let bytes = Base64.decode(try reader.takeStringBytes()) else {
                throw .mistyped("Invalid base64 encoded data")
            }
            return .blob(bytes)
        case (.integer, .number), (.long, .number), (.double, .number), (.timestamp, .number):
            return try number(of: shape, in: try reader.takeNumber())
        case (.timestamp, .string): return .timestamp(try timestamp(in: try reader.takeString()))
        default: throw mistyped(shape, kind)
        }
    }

    private static func number(of shape: Shape, in text: Substring) throws(DecodingFault) -> WireValue {
        let value: WireValue? =
            switch shape {
            case .integer: integer(text).flatMap(Int32.init(exactly:)).map { .integer(Int64($0)) }
            case .long: integer(text).map(WireValue.integer)
            case .double: Double(text).flatMap { $0.isFinite ? .double($0) : nil }
            case .timestamp: Double(text).flatMap(Timestamp.init(secondsSince1970:)).map(WireValue.timestamp)
            default: nil
            }
        guard let value else { throw mistyped(shape, .number) }
        return value
    }

    /// A whole number, also when it is written with a fraction of zeros or an exponent.
    private static func integer(_ text: Substring) -> Int64? {
        Int64(text) ?? Double(text).flatMap(Int64.init(exactly:))
    }

    private static func timestamp(in text: String) throws(DecodingFault) -> Timestamp {
        let formats: [TimestampFormat] = [.dateTime, .httpDate]
        for format in formats {
            if let timestamp = Timestamp(parsing: text, as: format) { return timestamp }
        }
        throw .mistyped("Unable to parse date: \(text)")
    }

    private static func mistyped(_ shape: Shape, _ kind: JSONReader.Kind) -> DecodingFault {
        switch kind {
        case .object, .array: .mistyped("Start of structure or map found where not expected.")
        case .string, .number, .true, .false, .null:
            .mistyped("\(kind.rawValue) can not be converted to \(shape.kindWithArticle)")
        }
    }
}
