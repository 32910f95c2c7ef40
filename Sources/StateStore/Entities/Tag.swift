/// A tag; AWS keeps tags in the order in which they were set and compares keys by IAM's or Lambda's own rules.
package struct Tag: Hashable, Sendable, Codable {
    package let key: String
    package let value: String

    package init(key: String, value: String) {
        self.key = key
        self.value = value
    }
}
