/// A customer managed policy with its versions. AWS's own are in ``ManagedPolicyCatalogue``.
package struct ManagedPolicy: StoredEntity {
    package static let kind = EntityKind.managedPolicy

    package let scope: Scope
    /// `ANPA…`
    package let id: String
    package let name: String
    /// Begins and ends with `/`.
    package let path: String
    package let createdAt: Timestamp
    package var updatedAt: Timestamp
    package let policyDescription: String?
    /// Oldest first; at most five; exactly one is the default.
    package var versions: [PolicyVersion]
    package var defaultVersionID: String
    /// The number the next version bears; the numbers of deleted versions are not used again.
    package var nextVersionNumber: Int
    package var tags: [Tag]

    /// A policy with one version, `v1`, which is the default.
    package init(
        scope: Scope,
        id: String,
        name: String,
        path: String = "/",
        createdAt: Timestamp,
        policyDescription: String? = nil,
        document: PolicyText,
        tags: [Tag] = []
    ) {
        self.scope = scope
        self.id = id
        self.name = name
        self.path = path
        self.createdAt = createdAt
        self.updatedAt = createdAt
        self.policyDescription = policyDescription
        self.versions = [PolicyVersion(id: "v1", document: document, createdAt: createdAt)]
        self.defaultVersionID = "v1"
        self.nextVersionNumber = 2
        self.tags = tags
    }

    package var arn: String { "arn:aws:iam::\(scope.accountID):policy\(path)\(name)" }
    package var uniqueName: String? { name.lowercased() }
    package var policyTexts: [PolicyText] { versions.map(\.document) }

    /// The version in force; nil only while an invariant is broken.
    package var defaultVersion: PolicyVersion? {
        versions.first { $0.id == defaultVersionID }
    }
}
