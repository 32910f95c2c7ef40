import AWSWire
import StateStore

/// Where the code of a request comes from.
enum CodeSource: Sendable {
    case archive([UInt8])
    case object(CodeObject)

    /// - Throws: `InvalidParameterValueException` when there is neither an archive nor an object.
    init(
        zipFile: Blob?,
        bucket: String?,
        key: String?,
        versionID: String?
    ) throws(ServiceFault) {
        if let bucket, let key {
            guard zipFile == nil else {
                throw Lambda.Fault.invalidParameterValue(
                    "Please do not provide other FunctionCode parameters when providing a ZipFile."
                )
            }
            self = .object(CodeObject(bucket: bucket, key: key, versionID: versionID))
        } else if let archive = zipFile?.bytes, !archive.isEmpty {
            self = .archive(archive)
        } else {
            throw Lambda.Fault.invalidParameterValue("Please provide a source for function code.")
        }
    }
}

extension LambdaDependencies {
    /// What the caller must be allowed to do in order to use code in S3.
    ///
    /// - Throws: what S3 says of a bucket that does not exist.
    func codeRequirements(
        bucket: String?,
        key: String?,
        versionID: String?,
        in call: IncomingCall
    ) throws(ServiceFault) -> [AuthorizationRequirement] {
        guard let bucket, let key else { return [] }
        do {
            return try codeObjects.requirements(
                for: CodeObject(bucket: bucket, key: key, versionID: versionID),
                in: call
            )
        } catch {
            throw error.fault
        }
    }

    /// Fetches, checks and keeps the code of a request.
    func accept(_ source: CodeSource, for call: IncomingCall) async throws(ServiceFault) -> FunctionCode {
        switch source {
        case .archive(let archive):
            return try await upload.accept(.uploaded) { () throws(ServiceFault) in archive }
        case .object(let object):
            return try await upload.accept(.stored) { () throws(ServiceFault) in
                do throws(CodeObjectFailure) {
                    return try codeObjects.read(object, in: call)
                } catch {
                    throw error.fault
                }
            }
        }
    }
}
