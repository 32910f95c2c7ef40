extension WireValue {
    /// The value as AWS's services, which are written in Java, print it in messages: `[a, b]`, `{key=value}`.
    var javaDescription: String {
        switch self {
        case .double(let value): String(value)
        case .list(let items): "[\(items.map(\.javaDescription).joined(separator: ", "))]"
        case .map(let entries):
            "{\(entries.map { "\($0.key)=\($0.value.javaDescription)" }.joined(separator: ", "))}"
        case .structure(let members): "{\(members.compactMap { $0?.javaDescription }.joined(separator: ", "))}"
        case .blob(let bytes): "java.nio.HeapByteBuffer[pos=0 lim=\(bytes.count) cap=\(bytes.count)]"
        case .boolean, .integer, .string, .timestamp: ScalarText.text(of: self, timestamps: .dateTime) ?? ""
        }
    }
}
