/// A case as it was found, readable or not.
package struct LoadedCase: Sendable {
    package let origin: CaseOrigin
    package let id: String?
    package let name: String?
    package let expectation: EvaluationCase.Expectation?
    package let content: Result<EvaluationCase, CaseError>

    /// Reads as much of a case as can be read, so that an invalid one still answers to its id and its expectation.
    init(_ json: JSONSlice, at origin: CaseOrigin) {
        self.origin = origin
        do {
            let content = try EvaluationCase(json)
            (id, name, expectation) = (content.id, content.name, content.expectation)
            self.content = .success(content)
        } catch {
            let members = (try? json.members()) ?? []
            let text = { (name: String) in try? members.first { $0.name == name }?.value.string() }
            (id, name) = (text("id"), text("name"))
            expectation = (try? EvaluationCase.Expectation(of: json)) ?? nil
            self.content = .failure(error)
        }
    }

    /// Something stands where a case should, but it is not even JSON.
    init(unreadable error: CaseError, at origin: CaseOrigin) {
        self.origin = origin
        (id, name, expectation) = (nil, nil, nil)
        content = .failure(error)
    }
}
