import Testing

@testable import IdentityProofs

struct OneTimePasswordTests {
    /// RFC 6238, appendix B, the last six digits.
    @Test(
        "the codes are those of the standard",
        arguments: [
            (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"),
            (2_000_000_000, "279037"), (20_000_000_000, "353130"),
        ]
    )
    func standard(seconds: Int64, code: String) {
        let password = OneTimePassword(seed: Array("12345678901234567890".utf8))
        let period = OneTimePassword.period(atSecondsSince1970: seconds)
        #expect(password.code(in: period) == code)
        #expect(password.period(showing: code, among: period - 1...period + 1) == period)
        #expect(password.period(showing: code, among: period + 1...period + 2) == nil)
    }

    @Test("of all codes a period takes its own alone")
    func others() {
        let password = OneTimePassword(seed: Array("12345678901234567890".utf8))
        let taken = (0..<1_000_000).filter { number in
            let digits = String(number)
            let code = String(repeating: "0", count: 6 - digits.count) + digits
            return number.isMultiple(of: 997) && password.period(showing: code, among: 1...1) != nil
        }
        #expect(taken.isEmpty)
        #expect(password.code(in: 1) == "287082")
        #expect(password.period(showing: "287082 ", among: 1...1) == nil)
        #expect(password.period(showing: "", among: 1...1) == nil)
    }

    @Test(
        "base32 is that of the standard",
        arguments: [("", ""), ("f", "MY"), ("foobar", "MZXW6YTBOI"), ("fooba", "MZXW6YTB")]
    )
    func base32(text: String, encoded: String) {
        #expect(Base32.encode(Array(text.utf8)) == encoded)
    }

    @Test("a password is matched by itself alone, and prints as nothing")
    func passwords() {
        let hash = PasswordHash(of: "correct horse", randomBytes: { Array(repeating: 7, count: $0) })
        #expect(hash.matches("correct horse"))
        #expect(!hash.matches("correct horsf"))
        #expect(!hash.matches(""))
        #expect("\(hash)" == "***")
    }
}
