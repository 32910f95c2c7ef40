/// A deployment package or the content of a layer; its bytes are in ``CodePackageStore`` under the hash.
package struct FunctionCode: Hashable, Sendable, Codable {
    /// SHA-256 of the ZIP archive. AWS's `CodeSha256` is the base64 form of the same 32 bytes.
    package let hash: ContentHash
    /// Size of the ZIP archive.
    package let sizeBytes: Int
    /// Sum of the sizes of the files inside; nil for packages that were stored before it was kept.
    package let unzippedBytes: Int?

    package init(hash: ContentHash, sizeBytes: Int, unzippedBytes: Int? = nil) {
        self.hash = hash
        self.sizeBytes = sizeBytes
        self.unzippedBytes = unzippedBytes
    }
}
