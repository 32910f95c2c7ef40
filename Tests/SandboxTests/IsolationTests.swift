import CSandbox
import Foundation
import Testing

@testable import Sandbox

@Suite("What the launcher says about the host")
struct IsolationTests {
    private static func ready(_ tier: csb_tier, features: UInt32, failure: (csb_step, Int32)? = nil) -> csb_ready {
        var message = csb_ready()
        message.tier = tier.rawValue
        message.features = features
        if let failure {
            message.failures.0 = csb_failure(step: failure.0.rawValue, error_number: failure.1)
        }
        return message
    }

    @Test("the best tier with everything is one short line")
    func full() {
        let report = IsolationReport(Self.ready(CSB_TIER_FULL, features: UInt32.max))
        #expect(report.tier == .full)
        #expect(report.degradations == [])
        #expect(report.summary == "tier A (root, all namespaces)")
    }

    @Test("what is missing is said, with the step that failed and why")
    func degraded() {
        let message = Self.ready(CSB_TIER_USER_NAMESPACE, features: 0, failure: (CSB_STEP_NAMESPACES, EPERM))
        let report = IsolationReport(message)
        #expect(report.tier == .userNamespace)
        // Whether there is a way out is known of single sandboxes only.
        #expect(report.degradations == Set(SandboxDegradation.allCases).subtracting([.notRelayed]))
        let beginning = "tier B (user namespace); could not make the namespaces (Operation not permitted); "
        #expect(report.summary.hasPrefix(beginning))
    }

    @Test("every step has words", arguments: CSB_STEP_NONE.rawValue...CSB_STEP_EXECUTE.rawValue)
    func stepNames(step: UInt32) {
        #expect(String(cString: csb_step_name(step)) != "do something unknown")
        #expect(String(cString: csb_step_name(CSB_STEP_EXECUTE.rawValue + 1)) == "do something unknown")
    }

    @Test(
        "where the kernel allows no namespaces, sandboxes are refused with advice",
        .enabled(if: RestrictedLauncher.canRestrict, "needs unshare, setpriv and user namespaces")
    )
    func refused() async throws {
        let launcher = try await RestrictedLauncher.start(RestrictedLauncher.withoutNamespaces)
        #expect(launcher.isolation.tier == .none)
        let command = SandboxCommand(arguments: ["/bin/true"], workingDirectory: "/")
        let error = await #expect(throws: SandboxError.self) {
            try await launcher.create(SandboxSpecification(command: command))
        }
        guard case .isolationUnavailable(let text) = error else {
            Issue.record("unexpected \(String(describing: error))")
            return
        }
        #expect(text.hasPrefix("tier D (no isolation); could not make the namespaces ("))
        #expect(text.contains("--privileged"))
    }

    @Test(
        "root that may not administer the host becomes somebody else before it gives its own user to functions",
        .enabled(if: RestrictedLauncher.canRestrict && getuid() == 0, "needs root, setpriv and user namespaces")
    )
    func restrictedRoot() async throws {
        let launcher = try await RestrictedLauncher.start(RestrictedLauncher.rootWithoutAdministration)
        #expect(launcher.isolation.tier == .userNamespace)
        // Its arguments are the mark by which the host's /proc shows who it is outside.
        let mark = "\(UInt64.random(in: 100_000_000...999_999_999))"
        let command = SandboxCommand(arguments: ["/bin/sleep", mark], workingDirectory: "/")
        let sandbox = try await launcher.create(SandboxSpecification(command: command))
        var user: String?
        while user == nil, !FinishedRun.hasOutput(sandbox.standardOutput) {
            try await Task.sleep(for: .milliseconds(5))
            user = Self.user(ofProcessWith: mark)
        }
        #expect(user == "1879050240")
    }

    /// The real user of the process on this host that has `argument` among its arguments.
    private static func user(ofProcessWith argument: String) -> String? {
        for process in Directory.names(in: "/proc") {
            guard let line = try? String(contentsOfFile: "/proc/\(process)/cmdline", encoding: .utf8),
                line.hasPrefix("/bin/sleep\0\(argument)"),
                let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
            else { continue }
            let uid = status.split(separator: "\n").first { $0.hasPrefix("Uid:") }
            return uid?.split(separator: "\t").dropFirst().first.map(String.init)
        }
        return nil
    }
}
