/// Where each service's table stands in the generated literals.
///
/// One line for each service, in the order of the prefixes: `prefix|chapter|offset|length`, offset and length in bytes.
struct ServiceTableIndex: Sendable {
    private struct Entry: Sendable {
        let chapter: Int
        let offset: Int
        let length: Int
    }

    static let bundled = Self(lines: ServiceTables.index, chapters: ServiceTables.chapters)

    let prefixes: [String]
    private let entries: [String: Entry]
    private let chapters: [String]

    init(lines: String, chapters: [String]) {
        var prefixes: [String] = []
        var entries: [String: Entry] = [:]
        for line in lines.utf8.split(separator: UInt8(ascii: "\n")) {
            let fields = line.split(separator: UInt8(ascii: "|")).map { String(Substring($0)) }
            guard fields.count == 4, let chapter = Int(fields[1]), let offset = Int(fields[2]),
                let length = Int(fields[3])
            else { preconditionFailure("the generated index of services is not as its generator writes it") }
            prefixes.append(fields[0])
            entries[fields[0]] = Entry(chapter: chapter, offset: offset, length: length)
        }
        self.prefixes = prefixes
        self.entries = entries
        self.chapters = chapters
    }

    /// The text of one service's table; nil when there is no such service. `prefix` is in lower case.
    func table(of prefix: String) -> Substring? {
        guard let entry = entries[prefix] else { return nil }
        let chapter = chapters[entry.chapter]
        let start = chapter.utf8.index(chapter.startIndex, offsetBy: entry.offset)
        return chapter[start..<chapter.utf8.index(start, offsetBy: entry.length)]
    }
}
