import PolicyCases
import Testing

@Suite("Coverage and mutation")
struct CoverageTests {
    private static let policy = """
        {"identity": [{"Version": "2012-10-17", "Statement": [
          {"Sid": "Send", "Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "*"},
          {"Sid": "Purge", "Effect": "Allow", "Action": "sqs:PurgeQueue", "Resource": "*"},
          {"Sid": "Plain", "Effect": "Deny", "Action": "*", "Resource": "*", "Condition": {"Bool": {"aws:SecureTransport": "false"}}}
        ]}]}
        """

    @Test("a statement that no case matched is untouched")
    func untouched() {
        let coverage = StatementCoverage(of: CaseSamples.load(CaseSamples.text(policies: Self.policy)))
        #expect(coverage.statements.map(\.sid) == ["Send", "Purge", "Plain"])
        #expect(coverage.untouched.map(\.sid) == ["Purge", "Plain"])
        #expect(coverage.text.hasSuffix("1 of 3 statements touched\n"))
    }

    @Test("a policy that several cases carry counts once")
    func shared() {
        let text = CaseSamples.text(policies: Self.policy)
        #expect(StatementCoverage(of: CaseSamples.load("[\(text), \(text)]")).statements.count == 3)
    }

    @Test("a statement whose effect another layer overrides is touched all the same")
    func overridden() {
        let scp = #"[[{"Statement": {"Effect": "Deny", "Action": "*", "Resource": "*"}}]]"#
        let policies = CaseSamples.identity("Allow").dropLast() + ", \"serviceControl\": \(scp)}"
        #expect(StatementCoverage(of: CaseSamples.load(CaseSamples.text(policies: String(policies)))).untouched.isEmpty)
    }

    @Test("a case notices a flipped effect, but not a change to a statement it does not touch")
    func mutations() {
        let report = MutationReport(of: CaseSamples.load(CaseSamples.text(policies: Self.policy)))
        let unnoticed = report.unnoticed.map { "\($0.statement): \($0.change)" }
        #expect(report.count > unnoticed.count)
        #expect(!unnoticed.contains("0: Effect became Deny"))
        #expect(unnoticed.contains("1: Effect became Deny"))
        #expect(!unnoticed.contains("2: Condition removed"))
    }

    @Test("cases that pin a policy down notice every mutation of it")
    func pinnedDown() {
        let policy =
            #"{"identity": [{"Statement": {"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "\#(CaseSamples.queue)"}}]}"#
        let sending = CaseSamples.text(policies: policy)
        let purging = sending.replacing("sqs:SendMessage\", \"resource", with: "sqs:PurgeQueue\", \"resource")
        let elsewhere = sending.replacing(
            "\"resource\": \"\(CaseSamples.queue)\"",
            with: "\"resource\": \"\(CaseSamples.queue)2\""
        )
        let report = MutationReport(of: CaseSamples.load("[\(sending), \(purging), \(elsewhere)]"))
        #expect(report.count == 5)
        #expect(report.unnoticed.isEmpty)
    }
}
