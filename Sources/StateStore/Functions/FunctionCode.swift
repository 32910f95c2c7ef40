/// The deployment package of a function; its bytes are in ``CodePackageStore`` under the hash.
package struct FunctionCode: Hashable, Sendable, Codable {
    /// SHA-256 of the ZIP archive. AWS's `CodeSha256` is the base64 form of the same 32 bytes.
    package let hash: ContentHash
    /// Size of the ZIP archive.
    package let sizeBytes: Int

    package init(hash: ContentHash, sizeBytes: Int) {
        self.hash = hash
        self.sizeBytes = sizeBytes
    }
}
