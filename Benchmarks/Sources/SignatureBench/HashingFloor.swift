import BenchmarkSupport
import CLibCrypto

/// The hashing that no verifier can leave out, by libcrypto's fastest calls and nothing else: the body, a canonical request
/// of 600 bytes, and an HMAC over a string to sign of 140 bytes with the states of its key at hand.
struct HashingFloor {
    private let body: [UInt8]
    private let canonicalRequest = [UInt8](repeating: UInt8(ascii: "c"), count: 600)
    private let stringToSign = [UInt8](repeating: UInt8(ascii: "s"), count: 140)
    private let inner: SHA256_CTX
    private let outer: SHA256_CTX

    init(bodyBytes: Int) {
        body = [UInt8](repeating: UInt8(ascii: "x"), count: bodyBytes)
        inner = Self.state(after: [UInt8](repeating: 0x36, count: 64))
        outer = Self.state(after: [UInt8](repeating: 0x5c, count: 64))
    }

    func nanoseconds() -> Double {
        CPUTime.nanosecondsPerCall { _ in
            let body = Self.digest(self.body, from: Self.state(after: []))
            let request = Self.digest(canonicalRequest, from: Self.state(after: []))
            let message = Self.digest(stringToSign, from: inner)
            let signature = Self.digest(message, from: outer)
            return Int(body[0] ^ request[0] ^ signature[0])
        }
    }

    private static func state(after bytes: [UInt8]) -> SHA256_CTX {
        var context = SHA256_CTX()
        SHA256_Init(&context)
        SHA256_Update(&context, bytes, bytes.count)
        return context
    }

    private static func digest(_ bytes: [UInt8], from state: SHA256_CTX) -> InlineArray<32, UInt8> {
        bytes.withUnsafeBytes { digest($0, from: state) }
    }

    private static func digest(_ bytes: InlineArray<32, UInt8>, from state: SHA256_CTX) -> InlineArray<32, UInt8> {
        bytes.span.withUnsafeBytes { digest($0, from: state) }
    }

    private static func digest(_ bytes: UnsafeRawBufferPointer, from state: SHA256_CTX) -> InlineArray<32, UInt8> {
        var context = state
        var result = InlineArray<32, UInt8>(repeating: 0)
        SHA256_Update(&context, bytes.baseAddress, bytes.count)
        var span = result.mutableSpan
        span.withUnsafeMutableBufferPointer { _ = SHA256_Final($0.baseAddress, &context) }
        return result
    }
}
