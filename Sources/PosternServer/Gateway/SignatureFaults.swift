import AWSWire
import SigV4

/// The errors of a refused signature, in the words of the protocol of the request.
///
/// | | query | JSON and REST JSON |
/// |---|---|---|
/// | no signature | 403 `MissingAuthenticationToken` | `MissingAuthenticationTokenException` |
/// | wrong or out of time | 403 `SignatureDoesNotMatch` | `InvalidSignatureException` |
///
/// and so on; JSON services answer 400, REST JSON services 403.
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html>
enum SignatureFaults {
    static func fault(_ error: SignatureError, for routed: RoutedRequest, at arrival: Moment) -> ServiceFault {
        if routed.service.isS3 { return s3Fault(error, at: arrival) }
        return switch routed.wireProtocol {
        case .query: queryFault(error)
        case .json10, .json11, .rpcV2CBOR: jsonFault(error, status: 400)
        case .restJSON: jsonFault(error, status: 403)
        case .restXML: s3Fault(error, at: arrival)
        }
    }

    private static func queryFault(_ error: SignatureError) -> ServiceFault {
        switch error.category {
        case .malformedRequest: ServiceFault(code: "MalformedInput", message: error.message, status: 400)
        case .malformedQueryString: ServiceFault(code: "MalformedQueryString", message: error.message, status: 404)
        case .missingAuthentication:
            ServiceFault(code: "MissingAuthenticationToken", message: error.message, status: 403)
        case .incompleteSignature, .invalidPresignedParameters, .version2:
            ServiceFault(code: "IncompleteSignature", message: error.message, status: 400)
        case .invalidSessionToken, .unknownAccessKey:
            ServiceFault(code: "InvalidClientTokenId", message: error.message, status: 403)
        case .expiredSessionToken: ServiceFault(code: "ExpiredToken", message: error.message, status: 403)
        case .conflictingAuthentication, .clockSkew, .presignedExpired, .wrongScope, .headersNotSigned,
            .unsupportedPayload, .payloadMismatch, .signatureMismatch:
            ServiceFault(code: "SignatureDoesNotMatch", message: error.message, status: 403)
        case .malformedBody: ServiceFault(code: "MalformedInput", message: error.message, status: 400)
        }
    }

    private static func jsonFault(_ error: SignatureError, status: Int) -> ServiceFault {
        switch error.category {
        case .malformedRequest, .malformedQueryString, .malformedBody:
            ServiceFault(code: "SerializationException", message: error.message, status: 400)
        case .missingAuthentication:
            ServiceFault(
                code: "MissingAuthenticationTokenException",
                message: "Missing Authentication Token",
                status: status
            )
        case .incompleteSignature, .invalidPresignedParameters, .version2:
            ServiceFault(code: "IncompleteSignatureException", message: error.message, status: status)
        case .invalidSessionToken, .unknownAccessKey:
            ServiceFault(
                code: "UnrecognizedClientException",
                message: "The security token included in the request is invalid.",
                status: status
            )
        case .expiredSessionToken:
            ServiceFault(code: "ExpiredTokenException", message: error.message, status: status)
        case .conflictingAuthentication, .clockSkew, .presignedExpired, .wrongScope, .headersNotSigned,
            .unsupportedPayload, .payloadMismatch, .signatureMismatch:
            ServiceFault(code: "InvalidSignatureException", message: error.message, status: status)
        }
    }
}

/// The error of a call that policies do not allow.
enum AccessDeniedFault {
    static func fault(_ message: String, in wireProtocol: WireProtocol) -> ServiceFault {
        switch wireProtocol {
        case .query, .restXML: ServiceFault(code: "AccessDenied", message: message, status: 403)
        case .json10, .json11, .rpcV2CBOR: ServiceFault(code: "AccessDeniedException", message: message, status: 400)
        case .restJSON:
            ServiceFault(code: "AccessDeniedException", message: message, status: 403, messageKey: "Message")
        }
    }
}
