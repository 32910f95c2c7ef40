import AWSWire
import IAMPolicy
import StateStore

/// `GetObject`, whole, a range or a part.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html>
struct GetObject: ServiceOperation {
    typealias Wire = S3.GetObject
    /// More than this is sent piece by piece.
    private static let wholeBytes = 1 << 20
    static let access = OperationAccess(allowsAnonymous: true)

    let s3: S3Dependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        try s3.readingRequirements(
            "s3:GetObject",
            versionAction: "s3:GetObjectVersion",
            input.key,
            version: input.versionID,
            in: try call.bucket(input.bucket, expectedOwner: input.expectedBucketOwner),
            call
        )
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let bucket = try call.bucket(input.bucket)
        try input.checkAnswerable(by: call)
        let object = try s3.readable(input.key, version: input.versionID, in: bucket)
        try input.checkConditions(object.summary)
        let portion = try input.portion(of: object)
        var description = Wire.Output()
        description.describe(object, portion, in: bucket, for: input)
        let output = description
        guard portion.bytes.count > Self.wholeBytes else {
            return .asynchronously { () throws(ServiceFault) in
                var output = output
                output.body = Blob(try s3.bytes(of: object, portion.bytes))
                return output
            }
        }
        return .streamed { start in
            do throws(StateStoreError) {
                let reader = try s3.contents.reader(object.attributes.contents)
                let body = HTTPBodyStream()
                start(.success(Streamed(output: output, body: body)))
                ContentSender(reader: reader, body: body).send(portion.bytes)
            } catch {
                start(.failure(S3Faults.internalError))
            }
        }
    }
}

/// `HeadObject`: the same without the content.
struct HeadObject: ServiceOperation {
    typealias Wire = S3.HeadObject
    static let access = OperationAccess(allowsAnonymous: true)

    let s3: S3Dependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        try s3.readingRequirements(
            "s3:GetObject",
            versionAction: "s3:GetObjectVersion",
            input.key,
            version: input.versionID,
            in: try call.bucket(input.bucket, expectedOwner: input.expectedBucketOwner),
            call
        )
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let bucket = try call.bucket(input.bucket)
        try input.checkAnswerable(by: call)
        let object = try s3.readable(input.key, version: input.versionID, in: bucket)
        try input.checkConditions(object.summary)
        var output = Wire.Output()
        output.describe(object, try input.portion(of: object), in: bucket, for: input)
        return .finished(output)
    }
}

extension ObjectReading {
    /// - Throws: `InvalidRequest` for an anonymous caller who wants to choose header fields of the answer.
    func checkAnswerable(by call: AuthorizedCall) throws(ServiceFault) {
        try Encryption.check(nil, customer: sseCustomerAlgorithm)
        let chosen = [
            responseCacheControl, responseContentDisposition, responseContentEncoding, responseContentLanguage,
            responseContentType,
        ]
        guard call.caller.principal != .anonymous || chosen.allSatisfy({ $0 == nil }) && responseExpires == nil else {
            throw S3Faults.invalidRequest(
                "Request specific response headers cannot be used for anonymous GET requests."
            )
        }
    }
}

extension S3Dependencies {
    /// Blocks until the disk has answered.
    func bytes(of object: StoredObject, _ range: Range<Int>) throws(ServiceFault) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(range.count)
        do throws(StateStoreError) {
            try contents.read(object.attributes.contents, range) { bytes.append(contentsOf: $0) }
        } catch {
            throw S3Faults.internalError
        }
        return bytes
    }
}
