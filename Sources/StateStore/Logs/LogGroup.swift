/// A CloudWatch Logs group. Groups are part of the snapshot; their streams and events are in ``LogStore``, and go when the
/// group is removed.
package struct LogGroup: StoredEntity {
    package static let kind = EntityKind.logGroup

    package let scope: Scope
    package let name: String
    package let createdAt: Timestamp
    /// Nil keeps events for ever.
    package var retentionDays: Int?
    package var tags: [Tag]

    package init(scope: Scope, name: String, createdAt: Timestamp, retentionDays: Int? = nil, tags: [Tag] = []) {
        self.scope = scope
        self.name = name
        self.createdAt = createdAt
        self.retentionDays = retentionDays
        self.tags = tags
    }

    package var id: String { name }

    /// Without the `:*` that stands for the streams in the `arn` of `DescribeLogGroups`.
    package var arn: String { "arn:aws:logs:\(scope.region):\(scope.accountID):log-group:\(name)" }
}
