import AWSWire
import Testing

@testable import PosternServer

struct LogFilterPatternTests {
    @Test(
        "terms must all be there, one of the optional ones, and none of the excluded",
        arguments: [
            ("", "anything", true),
            ("ERROR", "an ERROR here", true),
            ("ERROR", "an error here", false),
            ("ERROR timeout", "timeout: ERROR", true),
            ("ERROR timeout", "ERROR only", false),
            ("?ERROR ?WARN", "WARN", true),
            ("?ERROR ?WARN", "INFO", false),
            ("ERROR -retry", "ERROR in retry", false),
            ("\"not found\"", "it was not found", true),
            ("\"not found\"", "not, found", false),
        ]
    )
    func terms(pattern: String, message: String, matches: Bool) throws {
        #expect(try LogFilterPattern(pattern).matches(message) == matches)
    }

    @Test(
        "patterns that are not supported are refused, not ignored",
        arguments: ["{ $.a = 1 }", "[ip, user]", "\"open"]
    )
    func unsupported(pattern: String) {
        #expect(throws: ServiceFault.self) { try LogFilterPattern(pattern) }
    }
}
