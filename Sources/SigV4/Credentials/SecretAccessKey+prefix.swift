import COpenSSL

extension SecretAccessKey {
    /// Calls `body` with `prefix` and the secret behind it, and wipes that copy.
    func withBytes<Result>(
        prefixedBy prefix: StaticString,
        _ body: (UnsafeRawBufferPointer) -> Result
    ) -> Result {
        withBytes { secret in
            let prefix = UnsafeRawBufferPointer(prefix)
            return withUnsafeTemporaryAllocation(byteCount: prefix.count + secret.count, alignment: 1) { copy in
                copy.copyMemory(from: prefix)
                UnsafeMutableRawBufferPointer(rebasing: copy[prefix.count...]).copyMemory(from: secret)
                defer { OPENSSL_cleanse(copy.baseAddress, copy.count) }
                return body(UnsafeRawBufferPointer(copy))
            }
        }
    }
}
