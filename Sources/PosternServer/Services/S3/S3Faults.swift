import AWSWire

/// S3's errors, with the members that S3 gives each beside code and message.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html>
enum S3Faults {
    static func noBucket(_ name: String) -> ServiceFault {
        fault("NoSuchBucket", "The specified bucket does not exist", 404, [.init("BucketName", name)])
    }

    static func noKey(_ key: String) -> ServiceFault {
        fault("NoSuchKey", "The specified key does not exist.", 404, [.init("Key", key)])
    }

    static func noVersion(_ key: String, _ version: String) -> ServiceFault {
        fault(
            "NoSuchVersion",
            "The specified version does not exist.",
            404,
            [.init("Key", key), .init("VersionId", version)]
        )
    }

    static func noUpload(_ id: String) -> ServiceFault {
        fault(
            "NoSuchUpload",
            "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or "
                + "completed.",
            404,
            [.init("UploadId", id)]
        )
    }

    static func invalidArgument(_ message: String, _ name: String, _ value: String) -> ServiceFault {
        fault("InvalidArgument", message, 400, [.init("ArgumentName", name), .init("ArgumentValue", value)])
    }

    static func invalidRequest(_ message: String) -> ServiceFault {
        fault("InvalidRequest", message, 400)
    }

    /// What Postern does not do, said by the name of the setting and not passed over.
    static func notServed(_ what: String) -> ServiceFault {
        fault("NotImplemented", "Postern does not support \(what).", 501)
    }

    static func preconditionFailed(_ condition: String) -> ServiceFault {
        fault(
            "PreconditionFailed",
            "At least one of the pre-conditions you specified did not hold",
            412,
            [.init("Condition", condition)]
        )
    }

    static let accessDenied = fault("AccessDenied", "Access Denied", 403)
    static let internalError = fault("InternalError", "We encountered an internal error. Please try again.", 500)

    static let aclsDisabled = fault("AccessControlListNotSupported", "The bucket does not allow ACLs", 400)

    static func fault(
        _ code: String,
        _ message: String,
        _ status: Int,
        _ members: [ServiceFault.Member] = [],
        headers: [ServiceFault.Member] = []
    ) -> ServiceFault {
        ServiceFault(
            code: code,
            message: message,
            status: status,
            origin: status >= 500 ? .receiver : .sender,
            members: members,
            headers: headers
        )
    }
}
