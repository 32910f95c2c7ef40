import COpenSSL

/// SHA-256 by libcrypto's low-level functions with the state on the stack.
///
/// The one-shot and EVP functions of OpenSSL 3 look the algorithm up on each call, which costs more than hashing the few
/// hundred bytes of a canonical request.
struct SHA256Hasher {
    private var context = SHA256_CTX()

    init() {
        SHA256_Init(&context)
    }

    mutating func update(_ bytes: UnsafeRawBufferPointer) {
        SHA256_Update(&context, bytes.baseAddress, bytes.count)
    }

    mutating func update(_ text: String) {
        text.withBytes { update($0) }
    }

    /// Ends the message; the state is of no further use.
    mutating func finish() -> Digest {
        var digest = Digest()
        withUnsafeMutableBytes(of: &digest.bytes) { output in
            _ = SHA256_Final(output.baseAddress?.assumingMemoryBound(to: UInt8.self), &context)
        }
        return digest
    }
}
