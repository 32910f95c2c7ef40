/// A file that holds the content of an object or of a part of one. It is written once and never changes.
package struct ObjectContent: Hashable, Sendable, Codable {
    /// Thirty-two lower-case hexadecimal digits.
    package let name: String
    package let size: Int

    package init(name: String, size: Int) {
        self.name = name
        self.size = size
    }
}
