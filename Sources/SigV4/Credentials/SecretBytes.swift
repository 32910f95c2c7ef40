import COpenSSL

/// Bytes that are wiped before their memory is given back.
///
/// `@unchecked Sendable`: the memory is written only in `init` and `deinit`, when no other reference exists.
final class SecretBytes: @unchecked Sendable {
    let bytes: UnsafeMutableRawBufferPointer

    init(copying text: String) {
        bytes = text.withBytes { source in
            let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: source.count, alignment: 1)
            copy.copyMemory(from: source)
            return copy
        }
    }

    deinit {
        OPENSSL_cleanse(bytes.baseAddress, bytes.count)
        bytes.deallocate()
    }
}
