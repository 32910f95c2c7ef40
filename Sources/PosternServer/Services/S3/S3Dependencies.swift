import AWSWire
import StateStore

/// The state's own types, told from those of the wire with the same name.
typealias StoredBucket = Bucket
typealias UnfinishedUpload = MultipartUpload

/// What the operations of S3 work with.
struct S3Dependencies: Sendable {
    let writer: StateWriter
    let objects: ObjectStore
    let contents: ObjectContentStore
    let surroundings: Surroundings

    /// Runs something of the store's.
    ///
    /// - Throws: `NoSuchBucket` when the bucket went away meanwhile, `InternalError` when the disk fails.
    func stored<Value>(
        in bucket: Bucket,
        _ body: () throws(StateStoreError) -> Value
    ) throws(ServiceFault) -> Value {
        do {
            return try body()
        } catch .conflict {
            throw S3Faults.noBucket(bucket.name)
        } catch {
            throw S3Faults.internalError
        }
    }

    /// The current version of a key, or one by its id; delete markers included. A read of one row, which takes some
    /// microseconds and so is made on the event loop: tags of the object may decide.
    ///
    /// - Throws: `KeyTooLongError`, `InvalidArgument` for what is no version id.
    func find(_ key: String, version: String? = nil, in bucket: Bucket) throws(ServiceFault) -> StoredObject? {
        try ObjectKey.check(key)
        try ObjectKey.check(version: version)
        return try stored(in: bucket) { () throws(StateStoreError) in
            try objects.object(key, version: version, in: bucket)
        }
    }

    static let versionIDLength = 32

    /// A version id as S3 makes them: thirty-two letters, digits, dots and underscores.
    func versionID() -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._".utf8)
        return String(
            decoding: surroundings.randomness.bytes(Self.versionIDLength).map { letters[Int($0) % letters.count] },
            as: UTF8.self
        )
    }
}
