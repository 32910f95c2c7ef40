/// What is wrong with a presigned request in the form of Signature Version 2, besides the signature itself.
///
/// Messages are S3's: <https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAuthentication.html>
public enum Version2Fault: Hashable, Sendable {
    /// One or two of `AWSAccessKeyId`, `Expires` and `Signature`, or one of them twice.
    case incomplete
    /// `Expires` is not a number of seconds since 1970.
    case malformedExpires(String)
    case expired(at: SigningTime)
    /// The version does not sign the parameter, and it could change what is asked for.
    case parameterNotSigned(String)

    var message: String {
        switch self {
        case .incomplete: "Query-string authentication requires the Signature, Expires and AWSAccessKeyId parameters"
        case .malformedExpires(let text): "Invalid date (should be seconds since epoch): \(text)"
        case .expired: "Request has expired"
        case .parameterNotSigned(let name):
            "Signature Version 2 does not sign the parameter '\(name)'; sign the request with Signature Version 4"
        }
    }
}
