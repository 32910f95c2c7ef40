import PolicyCases
import Testing

@Suite("Test reports")
struct TestReportTests {
    private let report = TestReport(
        running: CaseSamples.load(
            """
            [\(CaseSamples.text(id: "good", policies: CaseSamples.identity("Allow"), expect: #"{"decision": "allowed"}"#)),
            \(CaseSamples.text(id: "b<a>d #1", policies: CaseSamples.identity("Deny"), expect: #"{"decision": "allowed"}"#))]
            """
        )
    )

    @Test("people see what failed and how many did not")
    func human() {
        let text = report.text(.human)
        #expect(text.hasPrefix("✗ b<a>d #1  (cases.json:2)\n    expected allowed, got explicitDeny\n"))
        #expect(text.hasSuffix("✗ 2 cases: 1 as expected, 1 not\n"))
        #expect(!text.contains("\u{1B}"))
        #expect(report.text(.human, isColoured: true).contains("\u{1B}[31m"))
    }

    @Test("TAP numbers the cases and escapes what would be a directive")
    func tap() {
        let lines = report.text(.tap).split(separator: "\n")
        #expect(lines.prefix(4) == ["TAP version 14", "1..2", "ok 1 - good", "not ok 2 - b<a>d \\#1"])
        #expect(lines.contains { $0.contains("expected allowed, got explicitDeny") })
    }

    @Test("JUnit counts and escapes")
    func junit() {
        let text = report.text(.junit)
        #expect(text.contains("<testsuite name=\"cases.json\" tests=\"2\" failures=\"1\">"))
        #expect(text.contains("<testcase classname=\"cases.json\" name=\"good\"/>"))
        #expect(text.contains("name=\"b&lt;a&gt;d #1\""))
    }

    @Test("JSON carries every result")
    func json() {
        #expect(report.json["cases"] == .number("2"))
        #expect(report.json["failures"] == .number("1"))
    }

    @Test("a layer that is named must say what is expected of it")
    func layers() {
        let expect = #"{"decision": "allowed", "layers": {"identity": "implicitDeny", "boundary": "allowed"}}"#
        let text = CaseSamples.text(policies: CaseSamples.identity("Allow"), expect: expect)
        let differences = TestReport(running: CaseSamples.load(text)).results.flatMap(\.differences)
        #expect(
            differences == [
                "layer identity: expected implicitDeny, got allowed",
                "layer boundary: expected allowed, got no verdict",
            ]
        )
    }

    @Test("a case that expects nothing fails")
    func noExpectation() {
        let report = TestReport(running: CaseSamples.load(CaseSamples.text(policies: "{}")))
        #expect(report.failures.count == 1)
    }

    @Test("an expected error is met by any error, and only by one")
    func expectedError() {
        let broken = CaseSamples.text(policies: #"{"identity": [{}]}"#, expect: #"{"decision": "error"}"#)
        let sound = CaseSamples.text(policies: "{}", expect: #"{"decision": "error"}"#)
        #expect(
            TestReport(running: CaseSamples.load("[\(broken), \(sound)]")).results.map(\.meetsExpectation) == [
                true, false,
            ]
        )
    }
}
