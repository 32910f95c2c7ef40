/// One version of a managed policy.
package struct PolicyVersion: Hashable, Sendable, Codable {
    /// `v` and a number.
    package let id: String
    package let document: PolicyText
    package let createdAt: Timestamp

    package init(id: String, document: PolicyText, createdAt: Timestamp) {
        self.id = id
        self.document = document
        self.createdAt = createdAt
    }
}
