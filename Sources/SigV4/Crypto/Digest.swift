/// A SHA-256 digest, or an HMAC-SHA256: 32 bytes.
public struct Digest: Sendable {
    /// The length in hexadecimal digits.
    static let hexLength = 64

    var bytes: InlineArray<32, UInt8>

    init() {
        bytes = InlineArray(repeating: 0)
    }

    /// The digest of `bytes`.
    public init(hashing bytes: RawSpan) {
        var hasher = PayloadHasher()
        hasher.update(bytes)
        self = hasher.finish()
    }

    /// The digest of `bytes`.
    public init(hashing bytes: [UInt8]) {
        self.init(hashing: bytes.span.bytes)
    }

    /// The digest of no bytes.
    static let ofNothing: Digest = {
        var hasher = SHA256Hasher()
        return hasher.finish()
    }()

    /// Lower-case hexadecimal digits.
    public var hex: String {
        withHex { $0.text }
    }

    /// Calls `body` with the 64 lower-case hexadecimal digits; they must not outlive the call.
    func withHex<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        var digits = InlineArray<64, UInt8>(repeating: 0)
        var span = digits.mutableSpan
        return try span.withUnsafeMutableBufferPointer { (buffer) throws(Failure) -> Result in
            if let start = buffer.baseAddress { Hexadecimal.write(self, to: start) }
            return try body(UnsafeRawBufferPointer(buffer))
        }
    }

    /// Calls `body` with the 32 bytes; they must not outlive the call.
    func withBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try bytes.span.bytes.withUnsafeBytes { (buffer) throws(Failure) -> Result in try body(buffer) }
    }
}
