/// What the readers of all elements share: typed access to JSON, with errors that name the element.
protocol ElementReader {
    var grammar: PolicyGrammar { get }
}

extension ElementReader {
    func object(_ node: JSONNode, _ element: String) throws(PolicyParseError) -> [JSONMember] {
        guard case .object(let members) = node.content else { throw wrongType(node, element, expected: "an object") }
        return members
    }

    func string(_ node: JSONNode, _ element: String) throws(PolicyParseError) -> Located<String> {
        guard case .string(let text) = node.content else { throw wrongType(node, element, expected: "a string") }
        return Located(text, at: node.location)
    }

    /// The elements of an array, or the one value that stands in its place.
    func elements(_ node: JSONNode) -> [JSONNode] {
        guard case .array(let elements) = node.content else { return [node] }
        return elements
    }

    /// One string or several; nothing else, and at least one.
    func strings(_ node: JSONNode, _ element: String) throws(PolicyParseError) -> [Located<String>] {
        var result: [Located<String>] = []
        for item in elements(node) {
            result.append(try string(item, element))
        }
        return result
    }

    func unknownElement(_ name: Located<String>) -> PolicyParseError {
        .syntax(grammar.kind, "unknown element '\(name.value)'", at: name.location)
    }

    func wrongType(_ node: JSONNode, _ element: String, expected: String) -> PolicyParseError {
        .syntax(grammar.kind, "'\(element)' must be \(expected), not \(node.typeName)", at: node.location)
    }
}
