import StateStore

/// The lines of a credential report: the root user and every user, with their keys.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html>
struct CredentialReport {
    static let columns = [
        "user", "arn", "user_creation_time", "password_enabled", "password_last_used", "password_last_changed",
        "password_next_rotation", "mfa_active", "access_key_1_active", "access_key_1_last_rotated",
        "access_key_1_last_used_date", "access_key_1_last_used_region", "access_key_1_last_used_service",
        "access_key_2_active", "access_key_2_last_rotated", "access_key_2_last_used_date",
        "access_key_2_last_used_region", "access_key_2_last_used_service", "cert_1_active", "cert_1_last_rotated",
        "cert_2_active", "cert_2_last_rotated",
    ]

    private var lines = [Self.columns.joined(separator: ",")]

    /// Line breaks stand between the lines, not behind the last.
    var text: String { lines.joined(separator: "\n") }

    /// There are no certificates here, and nobody signs in with a password.
    ///
    /// - Parameter keys: two at most, with their last use.
    mutating func add(
        _ name: String,
        arn: String,
        createdAt: Moment,
        isRoot: Bool = false,
        password: LoginProfile? = nil,
        hasMFADevice: Bool = false,
        keys: [(key: AccessKey, lastUse: AuditEvent?)]
    ) {
        let password =
            isRoot ? [String](repeating: "not_supported", count: 4) : Self.fields(password)
        let oldestFirst = keys.sorted { ($0.key.createdAt, $0.key.id) < ($1.key.createdAt, $1.key.id) }
        let keyFields = (0..<2).flatMap { index in
            index < oldestFirst.count
                ? Self.fields(oldestFirst[index].key, oldestFirst[index].lastUse)
                : ["false", "N/A", "N/A", "N/A", "N/A"]
        }
        let fields = [name, arn, Self.time(createdAt)] + password + [String(hasMFADevice)] + keyFields
        lines.append((fields + ["false", "N/A", "false", "N/A"]).joined(separator: ","))
    }

    private static func fields(_ password: LoginProfile?) -> [String] {
        guard let password else { return ["false", "N/A", "N/A", "N/A"] }
        return ["true", "no_information", time(password.changedAt), "N/A"]
    }

    private static func fields(_ key: AccessKey, _ lastUse: AuditEvent?) -> [String] {
        let use = lastUse.map { event in
            [time(event.eventTime), event.awsRegion, String(event.eventSource.prefix { $0 != "." })]
        }
        return [key.status == .active ? "true" : "false", time(key.createdAt)] + (use ?? ["N/A", "N/A", "N/A"])
    }

    /// `2026-11-23T08:15:30+00:00`, as the report writes times.
    private static func time(_ moment: Moment) -> String {
        String(moment.iso8601Seconds.dropLast()) + "+00:00"
    }
}
