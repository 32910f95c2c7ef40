import CSandbox
import Glibc

extension IsolationReport {
    /// What the launcher said when it had probed the host.
    init(_ message: csb_ready) {
        let tier = IsolationTier.allCases[Int(min(message.tier, UInt32(IsolationTier.allCases.count - 1)))]
        let degradations = SandboxFeatures(rawValue: message.features).degradations
        var failures = message.failures
        let reasons = withUnsafeBytes(of: &failures) { bytes in
            bytes.bindMemory(to: csb_failure.self).compactMap(Self.reason)
        }
        self.init(
            tier: tier,
            degradations: degradations,
            summary: Self.summary(tier: tier, degradations: degradations, reasons: reasons)
        )
    }

    /// Why a better tier could not be used: `could not make the namespaces (Operation not permitted)`.
    private static func reason(_ failure: csb_failure) -> String? {
        guard failure.step != CSB_STEP_NONE.rawValue else { return nil }
        let words = String(cString: csb_step_name(failure.step))
        return "could not \(words) (\(String(cString: strerror(failure.error_number))))"
    }

    private static func summary(
        tier: IsolationTier,
        degradations: Set<SandboxDegradation>,
        reasons: [String]
    ) -> String {
        var parts = ["tier \(tier.rawValue) (\(tier.title))"]
        parts += reasons
        parts += SandboxDegradation.allCases.filter(degradations.contains).map(\.sentence)
        if tier >= .landlock { parts.append(advice) }
        return parts.joined(separator: "; ")
    }

    private static let advice =
        "in Docker add --security-opt seccomp=unconfined or --privileged; on Ubuntu 24.04 and later install the "
        + "AppArmor profile Scripts/apparmor/postern-launcher"
}

extension IsolationTier {
    /// A few words for people.
    package var title: String {
        switch self {
        case .full: "root, all namespaces"
        case .userNamespace: "user namespace"
        case .landlock: "Landlock only"
        case .none: "no isolation"
        }
    }
}
