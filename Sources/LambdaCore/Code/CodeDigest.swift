/// SHA-256 of an uploaded archive: names its extracted content in the ``CodeStore``.
package struct CodeDigest: Sendable, Hashable {
    /// Standard base64 with padding, as `CodeSha256` shows it: 44 characters.
    package let base64: String

    package init(base64: String) {
        self.base64 = base64
    }
}
