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
    func codeRequirements(
        bucket: String?,
        key: String?,
        versionID: String?,
        in call: IncomingCall
    )
        -> [AuthorizationRequirement]
    {
        guard let objects = codeObjects, let bucket, let key else { return [] }
        return [objects.requirement(for: CodeObject(bucket: bucket, key: key, versionID: versionID), in: call)]
    }

    /// Fetches, checks and keeps the code of a request.
    func accept(_ source: CodeSource, accountID: String) async throws(ServiceFault) -> FunctionCode {
        switch source {
        case .archive(let archive):
            return try await upload.accept(archive)
        case .object(let object):
            guard let objects = codeObjects else {
                throw Lambda.Fault.invalidParameterValue("Postern does not support code in S3 yet; upload a ZipFile.")
            }
            let archive: [UInt8]
            do {
                archive = try await objects.read(object, accountID: accountID)
            } catch {
                throw error.fault
            }
            return try await upload.accept(archive)
        }
    }
}
