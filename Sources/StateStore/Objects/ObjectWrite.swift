/// What must be true of a key's current object for a write to happen; checked in the transaction that writes.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html>
package enum ObjectCondition: Sendable, Equatable {
    case none
    /// `If-None-Match: *`.
    case absent
    /// `If-Match`: an object is there and has this ETag, `*` standing for any.
    case matches(etag: String)
}

/// How a write ended.
package enum ObjectWriteOutcome: Sendable {
    /// - Parameter released: files that no version names any longer.
    case written(StoredObject, released: [ObjectContent])
    case conditionFailed
    /// `If-Match` where there is no object.
    case noObject
}

/// How a deletion ended.
package struct ObjectDeletion: Sendable {
    /// The version that was removed or the delete marker that was made; nil when there was nothing to remove.
    package let versionID: String?
    /// Whether that is a delete marker.
    package let isDeleteMarker: Bool
    /// Files that no version names any longer.
    package let released: [ObjectContent]
}
