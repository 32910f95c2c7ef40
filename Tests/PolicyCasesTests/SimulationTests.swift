import Foundation
import IAMPolicy
import PolicyCases
import Testing

@Suite("Simulation")
struct SimulationTests {
    /// Writes policies into a folder of their own and simulates with them.
    private func simulate(_ request: SimulationRequest, _ policies: [String: String]) throws -> Simulation {
        let folder = FileManager.default.temporaryDirectory.appending(path: "postern-simulation-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in policies { try Data(text.utf8).write(to: folder.appending(path: name)) }
        let paths = policies.keys.sorted().map { folder.appending(path: $0).path() }
        var files = SimulationFiles()
        files.identity = paths.filter { $0.hasSuffix("identity.json") }
        files.serviceControl = paths.filter { $0.hasSuffix("scp.json") }
        return try Simulation(request, files: files)
    }

    private let policy = """
        {"Version": "2012-10-17", "Statement": [
          {"Sid": "Read", "Effect": "Allow", "Action": "s3:Get*", "Resource": "arn:aws:s3:::b/*",
           "Condition": {"StringEquals": {"aws:PrincipalTag/team": ["red"]}}}]}
        """

    private func request(team: String) -> SimulationRequest {
        var request = SimulationRequest(
            principalARN: "arn:aws:iam::123456789012:user/alice",
            actions: ["s3:GetObject", "s3:PutObject"],
            resources: ["arn:aws:s3:::b/k"]
        )
        request.contextKeys = [(key: "aws:PrincipalTag/team", values: [team])]
        return request
    }

    @Test("every action on every resource gets an answer that names file and line")
    func answers() throws {
        let simulation = try simulate(request(team: "red"), ["identity.json": policy])
        #expect(simulation.decisions.map(\.outcome.verdict) == [.allowed, .implicitDeny])
        #expect(!simulation.isAllowed)
        #expect(simulation.text.contains("identity.json:2:3: Allow statement 0 'Read'"))
        #expect(simulation.json.text.contains(#""sid":"Read","effect":"Allow","line":2,"column":3}"#))
    }

    @Test("context keys count")
    func context() throws {
        let simulation = try simulate(request(team: "blue"), ["identity.json": policy])
        #expect(simulation.decisions.map(\.outcome.verdict) == [.implicitDeny, .implicitDeny])
    }

    @Test("each control policy is a level of its own")
    func levels() throws {
        func document(_ action: String) -> String {
            #"{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "\#(action)", "Resource": "*"}}"#
        }
        let (other, all) = (document("sqs:*"), document("*"))
        let policies = ["identity.json": policy, "1-scp.json": all, "2-scp.json": other]
        #expect(try simulate(request(team: "red"), policies).decisions.first?.outcome.verdict == .implicitDeny)
    }

    @Test("what is odd about the statements that cover the action is said with its place")
    func findings() throws {
        let odd = """
            {"Version": "2012-10-17", "Statement": [
              {"Effect": "Allow", "Action": "s3:Get*", "Resource": "*", "Condition": {"NumericEquals": {"s3:max-keys": "ten"}}},
              {"Effect": "Deny", "Action": "sqs:*", "Resource": "*", "Condition": {"Bool": {"aws:SecureTransport": "no"}}}]}
            """
        let outcome = try #require(simulate(request(team: "red"), ["identity.json": odd]).decisions.first?.outcome)
        #expect(outcome.findings.map(\.finding.message) == ["'ten' is not a number, which NumericEquals needs"])
        let line = outcome.json(id: nil).text
        #expect(line.contains(#""statement":0,"line":2,"column":"#), "\(line)")
        let plain = try #require(simulate(request(team: "red"), ["identity.json": policy]).decisions.first?.outcome)
        #expect(plain.findings.isEmpty && !plain.json(id: nil).text.contains("findings"))
    }

    @Test("an action without a resource type is decided on * whatever ARN is asked for")
    func actionsWithoutResource() throws {
        let policy = """
            {"Version": "2012-10-17", "Statement": [
              {"Effect": "Allow", "Action": "ec2:Describe*", "Resource": "arn:aws:ec2:*:*:instance/*"}]}
            """
        var request = request(team: "red")
        request.actions = ["ec2:DescribeInstances"]
        request.resources = ["arn:aws:ec2:us-east-1:123456789012:instance/i-1"]
        let simulation = try simulate(request, ["identity.json": policy])
        #expect(simulation.decisions.map(\.outcome.verdict) == [.implicitDeny])
        #expect(simulation.text.contains("note: ec2:DescribeInstances has no resource type, so only '*' covers it"))
    }

    @Test("a broken policy is named by its file")
    func brokenPolicy() throws {
        #expect(throws: CaseError.self) { try simulate(request(team: "red"), ["identity.json": "{}"]) }
    }

    @Test("a caller that cannot exist is refused")
    func brokenPrincipal() throws {
        let request = SimulationRequest(principalARN: "arn:aws:s3:::b", actions: ["s3:GetObject"], resources: ["*"])
        #expect(throws: CaseError.self) { try simulate(request, ["identity.json": policy]) }
    }
}
