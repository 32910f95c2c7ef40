import AWSWire
import Foundation
import StateStore

/// `x-amz-copy-source`: bucket, key and version of what is to be copied.
struct CopySource: Sendable, Equatable {
    let bucket: String
    let key: String
    let versionID: String?

    /// - Throws: `InvalidArgument`.
    init(_ text: String) throws(ServiceFault) {
        let path = text.hasPrefix("/") ? String(text.dropFirst()) : text
        // What stands behind the last question mark of the encoded text is the version.
        let mark = path.range(of: "?versionId=")
        let encoded = mark.map { String(path[..<$0.lowerBound]) } ?? path
        guard let name = PathText.decoded(encoded), let slash = name.firstIndex(of: "/"), slash != name.startIndex,
            name.index(after: slash) != name.endIndex
        else {
            throw S3Faults.invalidArgument(
                "Copy Source must mention the source bucket and key: sourcebucket/sourcekey",
                "x-amz-copy-source",
                text
            )
        }
        bucket = String(name[..<slash])
        key = String(name[name.index(after: slash)...])
        versionID = mark.map { String(path[$0.upperBound...]) }
    }
}

extension S3Dependencies {
    /// What copying from an object takes.
    func sourceRequirements(
        _ source: CopySource,
        expectedOwner: String?,
        in call: IncomingCall
    ) throws(ServiceFault) -> [AuthorizationRequirement] {
        try readingRequirements(
            "s3:GetObject",
            versionAction: "s3:GetObjectVersion",
            source.key,
            version: source.versionID,
            in: try call.bucket(source.bucket, expectedOwner: expectedOwner),
            call
        )
    }
}

/// The conditions on the object that is copied.
protocol CopyConditions {
    var copySourceIfMatch: String? { get }
    var copySourceIfNoneMatch: String? { get }
    var copySourceIfModifiedSince: WireTimestamp? { get }
    var copySourceIfUnmodifiedSince: WireTimestamp? { get }
    var copySourceSSECustomerAlgorithm: String? { get }
}

extension S3.CopyObject.Input: CopyConditions {}
extension S3.UploadPartCopy.Input: CopyConditions {}

extension CopyConditions {
    /// - Throws: `PreconditionFailed` for every condition that does not hold.
    func check(_ source: ObjectSummary) throws(ServiceFault) {
        try Encryption.check(nil, customer: copySourceSSECustomerAlgorithm)
        let modified = source.lastModified.milliseconds
        if let etag = copySourceIfMatch {
            guard ETags.list(etag, has: source.etag) else {
                throw S3Faults.preconditionFailed("x-amz-copy-source-If-Match")
            }
        } else if let time = copySourceIfUnmodifiedSince, modified > time.millisecondsSince1970 {
            throw S3Faults.preconditionFailed("x-amz-copy-source-If-Unmodified-Since")
        }
        if let etag = copySourceIfNoneMatch {
            guard !ETags.list(etag, has: source.etag) else {
                throw S3Faults.preconditionFailed("x-amz-copy-source-If-None-Match")
            }
        } else if let time = copySourceIfModifiedSince, modified <= time.millisecondsSince1970 {
            throw S3Faults.preconditionFailed("x-amz-copy-source-If-Modified-Since")
        }
    }
}
