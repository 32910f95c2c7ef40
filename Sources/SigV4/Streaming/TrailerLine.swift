/// A line of the trailer, `name:value`.
struct TrailerLine: Hashable {
    /// Lower case.
    let name: String
    /// Without the white space around it.
    let value: String

    /// `nil` if there is no name.
    init?(_ line: some BidirectionalCollection<UInt8>) {
        guard let colon = line.firstIndex(of: ASCII.colon), colon != line.startIndex else { return nil }
        name = Self.lowercased(line[..<colon])
        value = String(decoding: line[line.index(after: colon)...].trimmed, as: UTF8.self)
        guard name.utf8.allSatisfy({ $0 > ASCII.space }) else { return nil }
    }

    /// The line as it is signed.
    var canonical: String { "\(name):\(value)\n" }

    static func lowercased(_ bytes: some Collection<UInt8>) -> String {
        String(decoding: bytes.map(ASCII.lowercased), as: UTF8.self)
    }
}
