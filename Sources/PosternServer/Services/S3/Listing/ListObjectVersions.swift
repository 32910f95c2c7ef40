import AWSWire
import StateStore

/// `ListObjectVersions`: versions and delete markers, the newest of a key first.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html>
struct ListObjectVersions: ServiceOperation {
    typealias Wire = S3.ListObjectVersions
    static let access = OperationAccess(allowsAnonymous: true)

    let s3: S3Dependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let bucket = try call.bucket(input.bucket, expectedOwner: input.expectedBucketOwner)
        let context = Listing.context(prefix: input.prefix, delimiter: input.delimiter, maxKeys: input.maxKeys)
        return [.bucket("s3:ListBucketVersions", bucket, in: call, context)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let bucket = try call.bucket(input.bucket)
        guard input.versionIDMarker == nil || input.keyMarker != nil else {
            throw S3Faults.invalidArgument(
                "A version-id marker cannot be specified without a key marker.",
                "version-id-marker",
                input.versionIDMarker ?? ""
            )
        }
        let query = ObjectQuery(
            prefix: input.prefix ?? "",
            delimiter: Listing.delimiter(input.delimiter),
            after: input.keyMarker.flatMap { $0.isEmpty ? nil : $0 },
            afterVersion: input.versionIDMarker.flatMap { $0.isEmpty ? nil : $0 },
            limit: try Listing.limit(input.maxKeys)
        )
        return .asynchronously { () throws(ServiceFault) in
            let found = try s3.stored(in: bucket) { () throws(StateStoreError) in
                try s3.objects.listVersions(query, in: bucket)
            }
            return Self.output(found, query, input, bucket)
        }
    }

    private static func output(
        _ found: ObjectListing,
        _ query: ObjectQuery,
        _ input: Wire.Input,
        _ bucket: Bucket
    ) -> Wire.Output {
        let names = ListedNames(input.encodingType)
        let owner = S3.Owner(account: bucket.scope.accountID)
        return Wire.Output(
            isTruncated: found.next != nil,
            keyMarker: names(input.keyMarker ?? ""),
            versionIDMarker: input.versionIDMarker ?? "",
            nextKeyMarker: names(ifAny: found.next),
            nextVersionIDMarker: found.nextVersion,
            versions: found.objects.filter { !$0.isDeleteMarker }.map { S3.ObjectVersion($0, names, owner) },
            deleteMarkers: found.objects.filter(\.isDeleteMarker).map { S3.DeleteMarkerEntry($0, names, owner) },
            name: bucket.name,
            prefix: names(input.prefix ?? ""),
            delimiter: names(ifAny: query.delimiter),
            maxKeys: query.limit,
            commonPrefixes: found.commonPrefixes.map { S3.CommonPrefix(prefix: names($0)) },
            encodingType: input.encodingType
        )
    }
}

extension S3.ObjectVersion {
    fileprivate init(_ object: ObjectSummary, _ names: ListedNames, _ owner: S3.Owner) {
        self.init(
            eTag: object.quotedETag,
            checksumAlgorithm: object.checksumAlgorithm.map { [S3.ChecksumAlgorithm(rawValue: $0.rawValue)] },
            checksumType: object.checksumType.map { S3.ChecksumType(rawValue: $0.rawValue) },
            size: object.size,
            storageClass: S3.ObjectVersionStorageClass(rawValue: object.storageClass),
            key: names(object.key),
            versionID: object.versionID,
            isLatest: object.isLatest,
            lastModified: WireTimestamp(object.lastModified),
            owner: owner
        )
    }
}

extension S3.DeleteMarkerEntry {
    fileprivate init(_ object: ObjectSummary, _ names: ListedNames, _ owner: S3.Owner) {
        self.init(
            owner: owner,
            key: names(object.key),
            versionID: object.versionID,
            isLatest: object.isLatest,
            lastModified: WireTimestamp(object.lastModified)
        )
    }
}
