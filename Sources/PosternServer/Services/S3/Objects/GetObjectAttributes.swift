import AWSWire
import StateStore

/// `GetObjectAttributes`: what is asked for of ETag, checksum, parts, storage class and size.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectAttributes.html>
struct GetObjectAttributes: ServiceOperation {
    typealias Wire = S3.GetObjectAttributes
    private static let pageSize = 1000
    static let access = OperationAccess(allowsAnonymous: true)

    let s3: S3Dependencies

    /// Reading the object and reading its attributes are both needed.
    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let bucket = try call.bucket(input.bucket, expectedOwner: input.expectedBucketOwner)
        let reading = try s3.readingRequirements(
            "s3:GetObject",
            versionAction: "s3:GetObjectVersion",
            input.key,
            version: input.versionID,
            in: bucket,
            call
        )
        let action = input.versionID == nil ? "s3:GetObjectAttributes" : "s3:GetObjectVersionAttributes"
        return reading + [.object(action, input.key, in: bucket, call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let bucket = try call.bucket(input.bucket)
        let object = try s3.readable(input.key, version: input.versionID, in: bucket)
        let asked = Set(input.objectAttributes.map(\.rawValue))
        func isAsked(_ attribute: S3.ObjectAttributes) -> Bool { asked.contains(attribute.rawValue) }
        return .finished(
            Wire.Output(
                lastModified: WireTimestamp(object.summary.lastModified),
                versionID: bucket.shownVersion(of: object.summary),
                eTag: isAsked(.eTag) ? object.summary.etag : nil,
                checksum: isAsked(.checksum) ? object.attributes.checksum.map(S3.Checksum.init) : nil,
                objectParts: isAsked(.objectParts) ? Self.parts(of: object, input) : nil,
                storageClass: isAsked(.storageClass) ? .init(rawValue: object.summary.storageClass) : nil,
                objectSize: isAsked(.objectSize) ? object.summary.size : nil
            )
        )
    }

    /// Parts are listed one by one where each has a checksum of its own; else they are only counted.
    private static func parts(of object: StoredObject, _ input: Wire.Input) -> S3.GetObjectAttributesParts? {
        let parts = object.attributes.parts
        guard !parts.isEmpty else { return nil }
        guard let algorithm = object.attributes.checksum?.algorithm, parts.allSatisfy({ $0.checksum != nil }) else {
            return S3.GetObjectAttributesParts(totalPartsCount: parts.count)
        }
        let marker = input.partNumberMarker ?? 0
        let limit = min(input.maxParts ?? pageSize, pageSize)
        let rest = parts.filter { $0.number > marker }
        let page = rest.prefix(limit)
        return S3.GetObjectAttributesParts(
            totalPartsCount: parts.count,
            partNumberMarker: marker,
            nextPartNumberMarker: page.last?.number ?? 0,
            maxParts: limit,
            isTruncated: rest.count > page.count,
            parts: page.map { part in
                var shown = S3.ObjectPart(partNumber: part.number, size: part.size)
                shown.set(algorithm, part.checksum)
                return shown
            }
        )
    }
}

extension S3.Checksum {
    fileprivate init(_ checksum: ObjectChecksum) {
        self.init(checksumType: S3.ChecksumType(rawValue: checksum.type.rawValue))
        set(checksum.algorithm, checksum.value)
    }
}
