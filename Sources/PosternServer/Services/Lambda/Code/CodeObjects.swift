import AWSWire

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
    func requirement(for object: CodeObject, in call: IncomingCall) -> AuthorizationRequirement

    /// The bytes of the object; called only after ``requirement(for:in:)`` was met.
    func read(_ object: CodeObject, accountID: String) async throws(CodeObjectFailure) -> [UInt8]
}
