import IAMPolicy

/// A policy reduced to one of its statements.
enum StatementExtract {
    /// - Returns: nil only if the text is not the document's own.
    static func document(of entry: CasePolicies.Entry, keeping statement: Int) -> PolicyDocument? {
        guard let document = try? JSONValue(JSONSlice(entry.text)), case .object(var members) = document,
            let position = members.firstIndex(where: { $0.name == "Statement" })
        else { return nil }
        if case .array(let statements) = members[position].value {
            guard statements.indices.contains(statement) else { return nil }
            members[position].value = .array([statements[statement]])
        }
        let text = Array(JSONValue.object(members).text.utf8)
        return try? PolicyDocument(parsing: text, kind: entry.document.kind)
    }
}
