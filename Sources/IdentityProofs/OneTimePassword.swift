import COpenSSL

/// The codes that a virtual MFA device shows: RFC 6238 with SHA-1, six digits and thirty seconds, as IAM prescribes.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_enable_virtual.html>
package struct OneTimePassword: Sendable {
    package static let periodSeconds: Int64 = 30
    private static let modulus: UInt32 = 1_000_000

    private let seed: [UInt8]

    /// - Parameter seed: the secret that the device was set up with.
    package init(seed: [UInt8]) {
        self.seed = seed
    }

    /// The number of the period that a moment falls into.
    package static func period(atSecondsSince1970 seconds: Int64) -> Int64 {
        seconds / periodSeconds
    }

    /// The six digits shown during a period.
    package func code(in period: Int64) -> String {
        let counter = (0..<8).map { UInt8(truncatingIfNeeded: UInt64(bitPattern: period) >> (56 - 8 * UInt64($0))) }
        var digest = [UInt8](repeating: 0, count: 20)
        var count: UInt32 = 0
        HMAC(EVP_sha1(), seed, Int32(seed.count), counter, counter.count, &digest, &count)
        let offset = Int(digest[19] & 0x0F)
        let number = digest[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
        let digits = String(number % Self.modulus)
        return String(repeating: "0", count: 6 - digits.count) + digits
    }

    /// The latest period of a range in which `code` was shown; nil if it never was.
    ///
    /// Every period is looked at, so that the time says nothing of which one it was.
    package func period(showing code: String, among periods: ClosedRange<Int64>) -> Int64? {
        var found: Int64?
        for period in periods where Self.isEqual(self.code(in: period), code) { found = period }
        return found
    }

    private static func isEqual(_ code: String, _ given: String) -> Bool {
        guard code.utf8.count == given.utf8.count else { return false }
        return zip(code.utf8, given.utf8).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
