/// A policy that belongs to one user, group or role.
package struct InlinePolicy: Hashable, Sendable, Codable {
    package let name: String
    package let document: PolicyText

    package init(name: String, document: PolicyText) {
        self.name = name
        self.document = document
    }
}
