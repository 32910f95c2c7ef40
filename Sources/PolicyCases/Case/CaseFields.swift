/// The members of one JSON object of a case, by name.
struct CaseFields {
    private let owner: String
    private let fields: [String: JSONSlice]

    /// - Parameters:
    ///   - owner: what the object is, for messages.
    ///   - names: the members that may occur, so that a misspelt one does not go unnoticed; nil: anything may.
    init(_ json: JSONSlice, of owner: String, allowing names: Set<String>? = nil) throws(CaseError) {
        var fields: [String: JSONSlice] = [:]
        for (name, value) in try json.members() {
            guard fields[name] == nil else { throw .unreadable("'\(name)' stands twice in \(owner)") }
            guard names?.contains(name) != false else { throw .unreadable("\(owner) has no member '\(name)'") }
            fields[name] = value
        }
        self.owner = owner
        self.fields = fields.filter { !$0.value.isNull }
    }

    /// Nil when the member is missing or `null`.
    subscript(name: String) -> JSONSlice? { fields[name] }

    func required(_ name: String) throws(CaseError) -> JSONSlice {
        guard let value = fields[name] else { throw .invalidRequest("\(owner) has no '\(name)'") }
        return value
    }
}
