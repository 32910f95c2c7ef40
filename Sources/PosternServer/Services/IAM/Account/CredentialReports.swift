import StateStore
import Synchronization

/// The latest credential report of each account. Kept in memory: after a restart it is asked for anew.
final class CredentialReports: Sendable {
    /// How old a report may be before a new one is made:
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html>
    static let lifetime = Duration.seconds(4 * 3600)

    struct Report: Sendable {
        let text: String
        let generatedAt: Moment

        func isCurrent(at time: Moment) -> Bool { time < generatedAt + CredentialReports.lifetime }
    }

    private let reports = Mutex<[String: Report]>([:])

    /// - Parameter accountID: of the account whose credentials the report lists.
    subscript(accountID: String) -> Report? {
        get { reports.withLock { $0[accountID] } }
        set { reports.withLock { $0[accountID] = newValue } }
    }
}
