/// A trust or resource policy together with the unique ids that its principals had when it was saved.
///
/// AWS turns the ARN of a user or role named in `Principal` into that entity's unique id when the policy is saved, so that
/// whoever is later created under the same name does not inherit the grant.
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>
package struct PinnedPolicy: Hashable, Sendable, Codable {
    package let document: PolicyText
    /// From the ARN as written in the document to the unique id (`AIDA…`, `AROA…`) of who bore it.
    package let uniqueIDsByARN: [String: String]

    package init(_ document: PolicyText, uniqueIDsByARN: [String: String] = [:]) {
        self.document = document
        self.uniqueIDsByARN = uniqueIDsByARN
    }
}
