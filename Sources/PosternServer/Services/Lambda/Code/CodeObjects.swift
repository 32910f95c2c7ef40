import AWSWire
import StateStore

/// An object in S3 that holds a deployment package or a layer's content.
struct CodeObject: Sendable, Hashable {
    let bucket: String
    let key: String
    /// Nil for the latest.
    let versionID: String?
}

/// Why an object in S3 could not be had, after the caller's permission was checked: S3's own code and message.
struct CodeObjectFailure: Error, Sendable {
    /// Such as `NoSuchKey`.
    let code: String
    let message: String

    /// Lambda's answer about it.
    var fault: ServiceFault {
        Lambda.Fault.invalidParameterValue(
            "Error occurred while GetObject. S3 Error Code: \(code). S3 Error Message: \(message)"
        )
    }
}

/// Code in S3 as Lambda reads it: with the permissions of whoever calls Lambda.
///
/// <https://docs.aws.amazon.com/lambda/latest/api/API_FunctionCode.html>
protocol CodeObjects: Sendable {
    /// `s3:GetObject`, or `s3:GetObjectVersion` for a version, decided together with the bucket's policy.
    func requirements(
        for object: CodeObject,
        in call: IncomingCall
    ) throws(CodeObjectFailure) -> [AuthorizationRequirement]

    /// The bytes of the object; called only after ``requirements(for:in:)`` were met, and away from event loops.
    func read(_ object: CodeObject, in call: IncomingCall) throws(CodeObjectFailure) -> [UInt8]
}

/// Code in the S3 that Postern serves.
struct StoredCodeObjects: CodeObjects {
    let s3: S3Dependencies

    func requirements(
        for object: CodeObject,
        in call: IncomingCall
    ) throws(CodeObjectFailure) -> [AuthorizationRequirement] {
        do throws(ServiceFault) {
            let requirements = try s3.readingRequirements(
                "s3:GetObject",
                versionAction: "s3:GetObjectVersion",
                object.key,
                version: object.versionID,
                in: try call.bucket(object.bucket),
                call
            )
            return requirements.map { $0.forLambda(object) }
        } catch {
            throw CodeObjectFailure(error)
        }
    }

    func read(_ object: CodeObject, in call: IncomingCall) throws(CodeObjectFailure) -> [UInt8] {
        do throws(ServiceFault) {
            let stored = try s3.readable(object.key, version: object.versionID, in: try call.bucket(object.bucket))
            guard stored.summary.size <= FunctionLimits.unzippedBytes else {
                throw Lambda.Fault.invalidParameterValue(
                    "Unzipped size must be smaller than \(FunctionLimits.unzippedBytes) bytes"
                )
            }
            return try s3.bytes(of: stored, 0..<stored.summary.size)
        } catch {
            throw CodeObjectFailure(error)
        }
    }
}

extension CodeObjectFailure {
    fileprivate init(_ fault: ServiceFault) {
        self.init(code: fault.code, message: fault.message ?? "")
    }
}

extension AuthorizationRequirement {
    /// The same permission, asked for by Lambda in the caller's name.
    ///
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/access_forward_access_sessions.html>
    fileprivate func forLambda(_ object: CodeObject) -> Self {
        var requirement = self
        requirement.context += [
            (key: "aws:ViaAWSService", values: ["true"]),
            (key: "aws:CalledVia", values: ["lambda.amazonaws.com"]),
            (key: "aws:CalledViaFirst", values: ["lambda.amazonaws.com"]),
            (key: "aws:CalledViaLast", values: ["lambda.amazonaws.com"]),
        ]
        requirement.denialPrefix =
            "Your access has been denied by S3, please make sure your request credentials have permission to GetObject for "
            + "\(object.bucket)/\(object.key). S3 Error Code: AccessDenied. S3 Error Message: "
        return requirement
    }
}
