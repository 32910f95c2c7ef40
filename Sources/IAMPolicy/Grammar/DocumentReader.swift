/// Turns JSON into a ``PolicyDocument`` of one kind, or says what is wrong with it.
struct DocumentReader {
    let grammar: PolicyGrammar

    init(_ kind: PolicyKind) {
        grammar = PolicyGrammar(kind)
    }

    /// - Parameter countedCharacters: the document's length without white space between its elements.
    func read(_ root: JSONNode, countedCharacters: Int) throws(PolicyParseError) -> PolicyDocument {
        var version = PolicyDocument.Version.v2008
        var id: String?
        var statements: [PolicyStatement]?
        for member in try object(root, "the document") {
            switch member.name.value {
            case "Version": version = try readVersion(member.value)
            case "Id": id = try string(member.value, "Id").value
            case "Statement": statements = try readStatements(member.value)
            default: throw unknownElement(member.name)
            }
        }
        guard let statements, !statements.isEmpty else {
            throw .syntax(grammar.kind, "the document has no statement", at: root.location)
        }
        if grammar.requiresCurrentVersion, version != .v2012 {
            throw .syntax(grammar.kind, "the document must have the version '2012-10-17'", at: root.location)
        }
        try requireUniqueIDs(statements)
        if version == .v2012 { try VariableRules(kind: grammar.kind).check(statements) }
        return PolicyDocument(
            kind: grammar.kind,
            version: version,
            id: id,
            statements: statements,
            findings: ValueChecker.findings(in: statements, version: version),
            countedCharacters: countedCharacters
        )
    }

    private func readVersion(_ node: JSONNode) throws(PolicyParseError) -> PolicyDocument.Version {
        let text = try string(node, "Version")
        guard let version = PolicyDocument.Version(rawValue: text.value) else {
            throw .syntax(grammar.kind, "unknown version '\(text.value)'", at: text.location)
        }
        return version
    }

    private func readStatements(_ node: JSONNode) throws(PolicyParseError) -> [PolicyStatement] {
        var statements: [PolicyStatement] = []
        for element in elements(node) {
            statements.append(try StatementReader(grammar).read(element))
        }
        return statements
    }

    private func requireUniqueIDs(_ statements: [PolicyStatement]) throws(PolicyParseError) {
        guard grammar.restrictsStatementIDs else { return }
        var names = UniqueNames()
        for case let sid? in statements.map(\.sid) where !sid.value.isEmpty && !names.insert(sid.value) {
            throw PolicyParseError(
                "Statement IDs (SID) in a single policy must be unique.",
                detail: "duplicate Sid '\(sid.value)'",
                at: sid.location
            )
        }
    }
}

extension DocumentReader: ElementReader {}
