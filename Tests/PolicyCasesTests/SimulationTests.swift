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
        let other = #"{"Statement": {"Effect": "Allow", "Action": "sqs:*", "Resource": "*"}}"#
        let all = #"{"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}"#
        let policies = ["identity.json": policy, "1-scp.json": all, "2-scp.json": other]
        #expect(try simulate(request(team: "red"), policies).decisions.first?.outcome.verdict == .implicitDeny)
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
