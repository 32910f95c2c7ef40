import Foundation
import StateStore

/// An account as `postern account` prints it.
package struct AccountListing: Codable, Sendable {
    package let id: String
    package let name: String
    package let email: String
    /// `ACTIVE`, or `SUSPENDED` when it was closed.
    package let status: String
    /// The organization it belongs to, `o-…`.
    package let organization: String?
    /// The root user's access key; only of an account that was made just now.
    package var rootAccessKey: RootAccessKey?

    package struct RootAccessKey: Codable, Sendable {
        package let accessKeyID: String
        package let secretAccessKey: String

        /// As AWS's tools spell them.
        private enum CodingKeys: String, CodingKey {
            case accessKeyID = "accessKeyId"
            case secretAccessKey
        }
    }

    init(_ account: Account, in organizations: OrganizationState) {
        id = account.accountID
        name = account.name
        email = account.rootEmail
        status = account.isSuspended ? "SUSPENDED" : "ACTIVE"
        organization = organizations.member(account.accountID)?.organizationID
    }

    /// One line for people.
    package var text: String {
        [id, name, email, status, organization ?? "-"].joined(separator: "  ")
    }

    /// The same as one JSON object.
    package var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}
