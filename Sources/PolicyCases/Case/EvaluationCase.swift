package import IAMPolicy

/// One request and every policy that bears on it.
///
/// The format is described in `fixtures/README.md`.
package struct EvaluationCase: Sendable {
    package let query: AuthorizationQuery
    package let policies: CasePolicies

    /// Reads a case from its JSON text.
    ///
    /// - Throws: ``CaseError`` when the text is no case, the request is incomplete or a policy is invalid.
    package init(_ json: JSONSlice) throws(CaseError) {
        let fields = try CaseFields(json, of: "case")
        query = try AuthorizationQuery(fields.required("request"))
        policies = try CasePolicies(fields["policies"], resource: query.resource)
    }
}
