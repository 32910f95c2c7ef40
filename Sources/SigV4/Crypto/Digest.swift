/// A SHA-256 digest.
public struct Digest: Sendable {
    var bytes: InlineArray<32, UInt8>

    init() {
        bytes = InlineArray(repeating: 0)
    }
}
