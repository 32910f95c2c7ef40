import Yams

/// Turns one YAML case into JSON.
///
/// Plain numbers and dates become texts: `Version: 2012-10-17` and an account id mean what they look like, and a
/// condition takes a number as text just as well.
struct YAMLConversion {
    /// Values of one case, aliases counted wherever they stand: a few lines of aliases can stand for billions.
    private static let valueLimit = 100_000

    private var remaining = Self.valueLimit

    mutating func json(_ node: Node) throws(CaseError) -> JSONValue {
        remaining -= 1
        guard remaining > 0 else { throw .unreadable("more than \(Self.valueLimit) values in one case") }
        switch node {
        case .mapping(let mapping):
            var members: [JSONValue.Member] = []
            for (name, value) in mapping { members.append(.init(name.string ?? "", try json(value))) }
            return .object(members)
        case .sequence(let sequence):
            var elements: [JSONValue] = []
            for element in sequence { elements.append(try json(element)) }
            return .array(elements)
        case .scalar(let scalar): return Self.json(scalar.string, tag: node.tag)
        case .alias: throw .unreadable("an alias without an anchor")
        }
    }

    private static func json(_ text: String, tag: Tag) -> JSONValue {
        switch text.lowercased() {
        case "true" where tag == Tag(.bool): .bool(true)
        case "false" where tag == Tag(.bool): .bool(false)
        default: tag == Tag(.null) ? .null : .string(text)
        }
    }
}
