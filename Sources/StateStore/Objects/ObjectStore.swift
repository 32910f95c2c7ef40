/// The objects of S3 and unfinished uploads, without their contents. What the methods have accepted is on the disk when
/// they return.
package struct ObjectStore: Sendable {
    let database: StateDatabase

    init(database: StateDatabase) {
        self.database = database
    }

    /// The current version, or delete marker, of a key; or a version by its id.
    package func object(
        _ key: String,
        version: String? = nil,
        in bucket: Bucket
    ) throws(StateStoreError) -> StoredObject? {
        try database.read { try ObjectRecords($0, bucket).object(key, version: version) }
    }

    /// Puts a version in place: of its own where the bucket has versioning, else in place of the null version.
    ///
    /// - Throws: ``StateStoreError/conflict(reason:)`` when the bucket is gone.
    package func put(
        _ object: StoredObject,
        in bucket: Bucket,
        if condition: ObjectCondition = .none
    ) throws(StateStoreError) -> ObjectWriteOutcome {
        try database.write { try ObjectRecords($0, bucket).put(object, if: condition) }
    }

    /// Removes the current version, or hides it behind a delete marker where the bucket has versioning.
    ///
    /// - Parameter marker: the marker to put; its version id is used where the bucket has versioning.
    package func delete(
        _ marker: ObjectSummary,
        in bucket: Bucket
    ) throws(StateStoreError) -> ObjectDeletion {
        try database.write { try ObjectRecords($0, bucket).delete(marker) }
    }

    /// Removes one version for good; the one before it becomes the current one.
    package func deleteVersion(
        _ version: String,
        of key: String,
        in bucket: Bucket
    ) throws(StateStoreError) -> ObjectDeletion {
        try database.write { try ObjectRecords($0, bucket).deleteVersion(version, of: key) }
    }

    /// - Returns: the changed version; nil when there is none.
    package func setTags(
        _ tags: [Tag],
        of key: String,
        version: String?,
        in bucket: Bucket
    ) throws(StateStoreError) -> StoredObject? {
        try database.write { try ObjectRecords($0, bucket).setTags(tags, of: key, version: version) }
    }

    package func isEmpty(_ bucket: Bucket) throws(StateStoreError) -> Bool {
        try database.read { try ObjectRecords($0, bucket).isEmpty() }
    }

    /// Current objects in the order of their keys.
    package func list(_ query: ObjectQuery, in bucket: Bucket) throws(StateStoreError) -> ObjectListing {
        try database.read { try ObjectLister(database: $0, bucket: bucket, query: query).currentObjects() }
    }

    /// All versions and delete markers in the order of their keys, the newest first.
    package func listVersions(_ query: ObjectQuery, in bucket: Bucket) throws(StateStoreError) -> ObjectListing {
        try database.read { try ObjectLister(database: $0, bucket: bucket, query: query).versions() }
    }

    /// The names of all files that belong to something.
    func contentNames() throws(StateStoreError) -> Set<String> {
        try database.read { try ObjectRecords.contentNames($0) }
    }
}
