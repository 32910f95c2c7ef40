/// A case as it was found, readable or not.
package struct LoadedCase: Sendable {
    package let origin: CaseOrigin
    package let id: String?
    package let name: String?
    /// What must come out, or why that is not known.
    package let expectation: Result<CaseExpectation, CaseError>
    /// What is to be decided, or why it cannot be.
    package let content: Result<EvaluationCase, CaseError>

    /// Reads as much of a case as can be read, so that an invalid one still answers to its id and its expectation.
    init(_ json: JSONSlice, at origin: CaseOrigin) {
        let members = (try? json.members()) ?? []
        let text = { (name: String) in try? members.first { $0.name == name }?.value.string() }
        self.origin = origin
        (id, name) = (text("id"), text("name"))
        expectation = Result { () throws(CaseError) in try CaseExpectation(of: json) }
        content = Result { () throws(CaseError) in try EvaluationCase(json) }
    }

    /// Something stands where a case should, but it is not even JSON.
    init(unreadable error: CaseError, at origin: CaseOrigin) {
        self.origin = origin
        (id, name) = (nil, nil)
        (expectation, content) = (.failure(error), .failure(error))
    }
}
