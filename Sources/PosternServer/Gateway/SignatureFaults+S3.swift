import AWSWire
import SigV4
import StateStore

/// S3's own errors for a refused signature.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html>
extension SignatureFaults {
    static func s3Fault(_ error: SignatureError, at arrival: Moment) -> ServiceFault {
        switch error.category {
        case .malformedRequest: ServiceFault(code: "InvalidURI", message: "Couldn't parse the specified URI.")
        case .malformedQueryString: ServiceFault(code: "InvalidURI", message: error.message)
        case .conflictingAuthentication:
            ServiceFault(
                code: "InvalidArgument",
                message: "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, "
                    + "Signature query string parameter or the Authorization header should be specified"
            )
        case .missingAuthentication: ServiceFault(code: "AccessDenied", message: "Access Denied", status: 403)
        case .incompleteSignature: ServiceFault(code: "AuthorizationHeaderMalformed", message: error.message)
        case .invalidPresignedParameters:
            ServiceFault(code: "AuthorizationQueryParametersError", message: error.message)
        case .clockSkew, .presignedExpired: timeFault(error, at: arrival)
        case .version2: version2Fault(error, at: arrival)
        case .wrongScope: scopeFault(error)
        case .headersNotSigned: unsignedHeadersFault(error)
        case .unsupportedPayload: ServiceFault(code: "InvalidArgument", message: error.message)
        case .invalidSessionToken:
            ServiceFault(code: "InvalidToken", message: "The provided token is malformed or otherwise invalid.")
        case .expiredSessionToken: ServiceFault(code: "ExpiredToken", message: "The provided token has expired.")
        case .unknownAccessKey:
            ServiceFault(
                code: "InvalidAccessKeyId",
                message: "The AWS Access Key Id you provided does not exist in our records.",
                status: 403
            )
        case .payloadMismatch: hashFault(error)
        case .signatureMismatch: mismatchFault(error)
        case .malformedBody: bodyFault(error)
        }
    }

    private static func timeFault(_ error: SignatureError, at arrival: Moment) -> ServiceFault {
        let now = ServiceFault.Member("ServerTime", arrival.iso8601Seconds)
        switch error {
        case .expired(let clock), .notYetCurrent(let clock):
            return ServiceFault(
                code: "RequestTimeTooSkewed",
                message: "The difference between the request time and the current time is too large.",
                status: 403,
                members: [
                    .init("RequestTime", clock.signedAt.basicFormat), now,
                    .init("MaxAllowedSkewMilliseconds", String(clock.skewSeconds * 1000)),
                ]
            )
        case .presignedExpired(let lifetime):
            return ServiceFault(
                code: "AccessDenied",
                message: "Request has expired",
                status: 403,
                members: [
                    .init("X-Amz-Expires", String(lifetime.expiresInSeconds)),
                    .init("Expires", Moment(seconds: lifetime.expiresAt.secondsSince1970).iso8601Seconds), now,
                ]
            )
        default:
            return ServiceFault(code: "AccessDenied", message: error.message, status: 403)
        }
    }

    private static func version2Fault(_ error: SignatureError, at arrival: Moment) -> ServiceFault {
        var members: [ServiceFault.Member] = []
        if case .version2(.expired(let end)) = error {
            members = [
                .init("Expires", Moment(seconds: end.secondsSince1970).iso8601Seconds),
                .init("ServerTime", arrival.iso8601Seconds),
            ]
        }
        return ServiceFault(code: "AccessDenied", message: error.message, status: 403, members: members)
    }

    private static func scopeFault(_ error: SignatureError) -> ServiceFault {
        guard case .wrongScope(let mismatch) = error, mismatch.isRegionWrong, let region = mismatch.scope.region else {
            return ServiceFault(code: "AuthorizationHeaderMalformed", message: error.message)
        }
        return ServiceFault(
            code: "AuthorizationHeaderMalformed",
            message: "The authorization header is malformed; "
                + "the region '\(region)' is wrong; expecting '\(mismatch.expectedRegion)'",
            members: [.init("Region", mismatch.expectedRegion)]
        )
    }

    private static func unsignedHeadersFault(_ error: SignatureError) -> ServiceFault {
        guard case .headersNotSigned(let names) = error else {
            return ServiceFault(code: "AccessDenied", message: error.message, status: 403)
        }
        return ServiceFault(
            code: "AccessDenied",
            message: error.message,
            status: 403,
            members: [.init("HeadersNotSigned", names.joined(separator: ", "))]
        )
    }

    private static func hashFault(_ error: SignatureError) -> ServiceFault {
        guard case .contentSHA256Mismatch(let claimed, let computed) = error else {
            return ServiceFault(code: "XAmzContentSHA256Mismatch", message: error.message)
        }
        return ServiceFault(
            code: "XAmzContentSHA256Mismatch",
            message: error.message,
            members: [.init("ClientComputedContentSHA256", claimed), .init("S3ComputedContentSHA256", computed)]
        )
    }

    /// What was signed is shown, as AWS does; the signature that was expected never is.
    private static func mismatchFault(_ error: SignatureError) -> ServiceFault {
        let message =
            "The request signature we calculated does not match the signature you provided. Check your key and signing method."
        guard case .signatureMismatch(let mismatch) = error else {
            return ServiceFault(code: "SignatureDoesNotMatch", message: message, status: 403)
        }
        var members: [ServiceFault.Member] = [
            .init("AWSAccessKeyId", mismatch.accessKeyID),
            .init("StringToSign", mismatch.stringToSign),
            .init("SignatureProvided", mismatch.signatureProvided),
            .init("StringToSignBytes", mismatch.stringToSign.spacedHexadecimal),
        ]
        // Version 2 has no canonical request.
        if !mismatch.canonicalRequest.isEmpty {
            members += [
                .init("CanonicalRequest", mismatch.canonicalRequest),
                .init("CanonicalRequestBytes", mismatch.canonicalRequest.spacedHexadecimal),
            ]
        }
        return ServiceFault(code: "SignatureDoesNotMatch", message: message, status: 403, members: members)
    }

    private static func bodyFault(_ error: SignatureError) -> ServiceFault {
        switch error {
        case .malformedChunk(.tooSmall):
            ServiceFault(
                code: "InvalidChunkSizeError",
                message: "Only the last chunk is allowed to have a size less than 8192 bytes",
                status: 403
            )
        case .malformedChunk(.incomplete), .decodedLengthMismatch:
            ServiceFault(code: "IncompleteBody", message: error.message)
        case .malformedChunk(.malformedTrailer), .malformedChunk(.unannouncedTrailer):
            ServiceFault(
                code: "MalformedTrailerError",
                message: "The request contained trailing data that was not well-formed "
                    + "or did not conform to our published schema."
            )
        default:
            ServiceFault(code: "InvalidRequest", message: error.message)
        }
    }
}

extension String {
    /// The bytes of the text as S3 shows them: two digits each, with spaces between.
    fileprivate var spacedHexadecimal: String {
        utf8.map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }
        .joined(separator: " ")
    }
}
