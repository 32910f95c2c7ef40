import AWSWire
import StateStore

/// `AbortMultipartUpload`: the parts go.
struct AbortMultipartUpload: ServiceOperation {
    typealias Wire = S3.AbortMultipartUpload
    static let access = OperationAccess(allowsAnonymous: true)

    let s3: S3Dependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let bucket = try call.bucket(input.bucket, expectedOwner: input.expectedBucketOwner)
        return [.object(Self.action, input.key, in: bucket, call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let bucket = try call.bucket(input.bucket)
        try ObjectKey.check(input.key)
        return .asynchronously { () throws(ServiceFault) in
            let released = try s3.stored(in: bucket) { () throws(StateStoreError) in
                try s3.objects.abort(input.uploadID, of: input.key, in: bucket)
            }
            guard let released else { throw S3Faults.noUpload(input.uploadID) }
            s3.contents.remove(released.filter { $0.size > 0 })
            return Wire.Output()
        }
    }
}

/// `ListParts`.
struct ListParts: ServiceOperation {
    typealias Wire = S3.ListParts
    private static let pageSize = 1000
    static let access = OperationAccess(allowsAnonymous: true)

    let s3: S3Dependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let bucket = try call.bucket(input.bucket, expectedOwner: input.expectedBucketOwner)
        return [.object("s3:ListMultipartUploadParts", input.key, in: bucket, call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let bucket = try call.bucket(input.bucket)
        let limit = min(max(0, input.maxParts ?? Self.pageSize), Self.pageSize)
        let marker = max(0, input.partNumberMarker ?? 0)
        return .asynchronously { () throws(ServiceFault) in
            let upload = try s3.upload(input.uploadID, of: input.key, in: bucket)
            let found = try s3.stored(in: bucket) { () throws(StateStoreError) in
                try s3.objects.parts(of: upload.id, after: marker, limit: limit + 1)
            }
            let page = found.prefix(limit)
            let settings = upload.settings
            return Wire.Output(
                bucket: bucket.name,
                key: upload.key,
                uploadID: upload.id,
                partNumberMarker: marker,
                nextPartNumberMarker: page.last?.number ?? 0,
                maxParts: limit,
                isTruncated: found.count > limit,
                parts: page.map { S3.Part($0, settings) },
                initiator: S3.Initiator(id: settings.initiator, displayName: nil),
                owner: S3.Owner(account: bucket.scope.accountID),
                storageClass: .init(rawValue: settings.storageClass),
                checksumAlgorithm: settings.isChecksumChosen
                    ? .init(rawValue: settings.checksumAlgorithm.rawValue) : nil,
                checksumType: settings.isChecksumChosen ? .init(rawValue: settings.checksumType.rawValue) : nil
            )
        }
    }
}

extension S3.Part {
    fileprivate init(_ part: UploadedPart, _ settings: UnfinishedUpload.Settings) {
        self.init(
            partNumber: part.number,
            lastModified: WireTimestamp(part.lastModified),
            eTag: "\"\(part.md5)\"",
            size: part.content.size
        )
        if settings.isChecksumChosen { set(settings.checksumAlgorithm, part.checksum) }
    }
}

/// `ListMultipartUploads`.
struct ListMultipartUploads: ServiceOperation {
    typealias Wire = S3.ListMultipartUploads
    private static let pageSize = 1000
    static let access = OperationAccess(allowsAnonymous: true)

    let s3: S3Dependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let bucket = try call.bucket(input.bucket, expectedOwner: input.expectedBucketOwner)
        let context = Listing.context(prefix: input.prefix, delimiter: input.delimiter, maxKeys: nil)
        return [.bucket("s3:ListBucketMultipartUploads", bucket, in: call, context)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let bucket = try call.bucket(input.bucket)
        guard input.delimiter?.isEmpty ?? true else {
            throw S3Faults.notServed("a delimiter in the listing of unfinished uploads")
        }
        let limit = min(max(0, input.maxUploads ?? Self.pageSize), Self.pageSize)
        let query = ObjectQuery(
            prefix: input.prefix ?? "",
            after: input.keyMarker.flatMap { $0.isEmpty ? nil : $0 },
            afterVersion: input.uploadIDMarker.flatMap { $0.isEmpty ? nil : $0 },
            limit: limit + 1
        )
        let names = ListedNames(input.encodingType)
        return .asynchronously { () throws(ServiceFault) in
            let found = try s3.stored(in: bucket) { () throws(StateStoreError) in
                try s3.objects.uploads(query, in: bucket)
            }
            let page = found.prefix(limit)
            let isTruncated = found.count > limit
            return Wire.Output(
                bucket: bucket.name,
                keyMarker: names(input.keyMarker ?? ""),
                uploadIDMarker: input.uploadIDMarker ?? "",
                nextKeyMarker: isTruncated ? names(ifAny: page.last?.key) : nil,
                prefix: names(input.prefix ?? ""),
                nextUploadIDMarker: isTruncated ? page.last?.id : nil,
                maxUploads: limit,
                isTruncated: isTruncated,
                uploads: page.map { S3.MultipartUpload($0, names, bucket) },
                encodingType: input.encodingType
            )
        }
    }
}

extension S3.MultipartUpload {
    fileprivate init(_ upload: UnfinishedUpload, _ names: ListedNames, _ bucket: StoredBucket) {
        let settings = upload.settings
        self.init(
            uploadID: upload.id,
            key: names(upload.key),
            initiated: WireTimestamp(wholeSecondsOf: upload.initiatedAt),
            storageClass: .init(rawValue: settings.storageClass),
            owner: S3.Owner(account: bucket.scope.accountID),
            initiator: S3.Initiator(id: settings.initiator, displayName: nil),
            checksumAlgorithm: settings.isChecksumChosen ? .init(rawValue: settings.checksumAlgorithm.rawValue) : nil,
            checksumType: settings.isChecksumChosen ? .init(rawValue: settings.checksumType.rawValue) : nil
        )
    }
}
