/// Unfinished uploads.
extension ObjectStore {
    /// - Throws: ``StateStoreError/conflict(reason:)`` when the bucket is gone.
    package func begin(_ upload: MultipartUpload, in bucket: Bucket) throws(StateStoreError) {
        try database.write { try UploadRecords($0, bucket).insert(upload) }
    }

    package func upload(_ id: String, of key: String, in bucket: Bucket) throws(StateStoreError) -> MultipartUpload? {
        try database.read { try UploadRecords($0, bucket).upload(id, of: key) }
    }

    /// Keeps a part, in place of one with the same number.
    ///
    /// - Returns: the files that no part names any longer; nil when the upload is gone.
    package func put(
        _ part: UploadedPart,
        to id: String,
        of key: String,
        in bucket: Bucket
    ) throws(StateStoreError) -> [ObjectContent]? {
        try database.write { try UploadRecords($0, bucket).put(part, to: id, of: key) }
    }

    /// The parts of an upload in order, those behind `marker`.
    package func parts(
        of id: String,
        after marker: Int = 0,
        limit: Int = .max
    ) throws(StateStoreError) -> [UploadedPart] {
        try database.read { try UploadRecords.parts($0, of: id, after: marker, limit: limit) }
    }

    /// Ends an upload by making an object of it; parts that the object does not have go.
    ///
    /// - Returns: nil when the upload is gone.
    package func complete(
        _ id: String,
        as object: StoredObject,
        in bucket: Bucket,
        if condition: ObjectCondition
    ) throws(StateStoreError) -> ObjectWriteOutcome? {
        try database.write { database in
            let uploads = UploadRecords(database, bucket)
            let parts = try UploadRecords.parts(database, of: id, after: 0, limit: .max).map(\.content)
            guard try uploads.upload(id, of: object.summary.key) != nil else { return nil }
            let outcome = try ObjectRecords(database, bucket).put(object, if: condition)
            guard case .written(let stored, let released) = outcome else { return outcome }
            try uploads.remove(id)
            let kept = Set(object.attributes.contents)
            return .written(stored, released: released + parts.filter { !kept.contains($0) })
        }
    }

    /// - Returns: the files of its parts; nil when the upload is gone.
    package func abort(_ id: String, of key: String, in bucket: Bucket) throws(StateStoreError) -> [ObjectContent]? {
        try database.write { database in
            let uploads = UploadRecords(database, bucket)
            guard try uploads.upload(id, of: key) != nil else { return nil }
            let parts = try UploadRecords.parts(database, of: id, after: 0, limit: .max)
            try uploads.remove(id)
            return parts.map(\.content)
        }
    }

    /// Unfinished uploads in the order of their keys, then of their ids.
    package func uploads(
        _ query: ObjectQuery,
        in bucket: Bucket
    ) throws(StateStoreError) -> [MultipartUpload] {
        try database.read { try UploadRecords($0, bucket).uploads(query) }
    }
}
