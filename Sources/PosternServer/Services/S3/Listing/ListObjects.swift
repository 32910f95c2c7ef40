import AWSWire
import StateStore

/// `ListObjectsV2`.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html>
struct ListObjectsV2: ServiceOperation {
    typealias Wire = S3.ListObjectsV2
    static let access = OperationAccess(allowsAnonymous: true)

    let s3: S3Dependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let bucket = try call.bucket(input.bucket, expectedOwner: input.expectedBucketOwner)
        let context = Listing.context(prefix: input.prefix, delimiter: input.delimiter, maxKeys: input.maxKeys)
        return [.bucket("s3:ListBucket", bucket, in: call, context)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let bucket = try call.bucket(input.bucket)
        let query = ObjectQuery(
            prefix: input.prefix ?? "",
            delimiter: Listing.delimiter(input.delimiter),
            after: try Self.marker(input),
            limit: try Listing.limit(input.maxKeys)
        )
        let names = ListedNames(input.encodingType)
        let owner = input.fetchOwner == true ? S3.Owner(account: bucket.scope.accountID) : nil
        return .asynchronously { () throws(ServiceFault) in
            let found = try s3.stored(in: bucket) { () throws(StateStoreError) in try s3.objects.list(query, in: bucket)
            }
            return Wire.Output(
                isTruncated: found.next != nil,
                contents: found.objects.map { S3.ListedObject($0, names, owner: owner) },
                name: bucket.name,
                prefix: names(input.prefix ?? ""),
                delimiter: names(ifAny: query.delimiter),
                maxKeys: query.limit,
                commonPrefixes: found.commonPrefixes.map { S3.CommonPrefix(prefix: names($0)) },
                encodingType: input.encodingType,
                keyCount: found.objects.count + found.commonPrefixes.count,
                continuationToken: input.continuationToken,
                nextContinuationToken: found.next.map(PageMarker.encode),
                startAfter: names(ifAny: input.startAfter)
            )
        }
    }

    private static func marker(_ input: Wire.Input) throws(ServiceFault) -> String? {
        guard let token = input.continuationToken else { return input.startAfter }
        guard let marker = PageMarker.decode(token), !token.isEmpty else {
            throw S3Faults.invalidArgument(
                "The continuation token provided is incorrect",
                "continuation-token",
                token
            )
        }
        return marker
    }
}

/// `ListObjects`, the first version of the listing.
struct ListObjects: ServiceOperation {
    typealias Wire = S3.ListObjects
    static let access = OperationAccess(allowsAnonymous: true)

    let s3: S3Dependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let bucket = try call.bucket(input.bucket, expectedOwner: input.expectedBucketOwner)
        let context = Listing.context(prefix: input.prefix, delimiter: input.delimiter, maxKeys: input.maxKeys)
        return [.bucket("s3:ListBucket", bucket, in: call, context)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let bucket = try call.bucket(input.bucket)
        let query = ObjectQuery(
            prefix: input.prefix ?? "",
            delimiter: Listing.delimiter(input.delimiter),
            after: input.marker.flatMap { $0.isEmpty ? nil : $0 },
            limit: try Listing.limit(input.maxKeys)
        )
        let names = ListedNames(input.encodingType)
        let owner = S3.Owner(account: bucket.scope.accountID)
        return .asynchronously { () throws(ServiceFault) in
            let found = try s3.stored(in: bucket) { () throws(StateStoreError) in try s3.objects.list(query, in: bucket)
            }
            return Wire.Output(
                isTruncated: found.next != nil,
                marker: names(input.marker ?? ""),
                // Without a delimiter the last key of the page is the marker, and clients take it from there.
                nextMarker: query.delimiter == nil ? nil : names(ifAny: found.next),
                contents: found.objects.map { S3.ListedObject($0, names, owner: owner) },
                name: bucket.name,
                prefix: names(input.prefix ?? ""),
                delimiter: names(ifAny: query.delimiter),
                maxKeys: query.limit,
                commonPrefixes: found.commonPrefixes.map { S3.CommonPrefix(prefix: names($0)) },
                encodingType: input.encodingType
            )
        }
    }
}

extension S3.ListedObject {
    fileprivate init(_ object: ObjectSummary, _ names: ListedNames, owner: S3.Owner?) {
        self.init(
            key: names(object.key),
            lastModified: WireTimestamp(object.lastModified),
            eTag: object.quotedETag,
            checksumAlgorithm: object.checksumAlgorithm.map { [S3.ChecksumAlgorithm(rawValue: $0.rawValue)] },
            checksumType: object.checksumType.map { S3.ChecksumType(rawValue: $0.rawValue) },
            size: object.size,
            storageClass: S3.ObjectStorageClass(rawValue: object.storageClass),
            owner: owner
        )
    }
}
