extension SignatureError {
    /// The kinds of refusal between which AWS's protocols tell apart, each by a code of its own.
    public enum Category: Hashable, Sendable, CaseIterable {
        /// The head could not be read: 400 without an AWS code.
        case malformedRequest
        /// Query protocol: `MalformedQueryString`.
        case malformedQueryString
        /// S3: `InvalidArgument`; others as ``signatureMismatch``, without a message.
        case conflictingAuthentication
        /// Query: `MissingAuthenticationToken`; JSON: `MissingAuthenticationTokenException`; S3: `AccessDenied`.
        case missingAuthentication
        /// Query: `IncompleteSignature`; JSON: `IncompleteSignatureException`; S3: `AuthorizationHeaderMalformed`.
        case incompleteSignature
        /// S3: `AuthorizationQueryParametersError`; others as ``incompleteSignature``.
        case invalidPresignedParameters
        /// S3: `RequestTimeTooSkewed`; others as ``signatureMismatch``.
        case clockSkew
        /// S3: `AccessDenied` with the error's own message; there is no Version 2 elsewhere.
        case version2
        /// S3: `AccessDenied` "Request has expired"; others as ``signatureMismatch``.
        case presignedExpired
        /// S3: `AuthorizationHeaderMalformed`; others as ``signatureMismatch``.
        case wrongScope
        /// S3: `AccessDenied` with `HeadersNotSigned`; others as ``signatureMismatch``.
        case headersNotSigned
        /// S3: `InvalidArgument`; others as ``signatureMismatch``.
        case unsupportedPayload
        /// Query: `InvalidClientTokenId`; JSON: `UnrecognizedClientException`; S3: `InvalidToken`.
        case invalidSessionToken
        /// Query and S3: `ExpiredToken`; JSON: `ExpiredTokenException`.
        case expiredSessionToken
        /// Query: `InvalidClientTokenId`; JSON: `UnrecognizedClientException`; S3: `InvalidAccessKeyId`.
        case unknownAccessKey
        /// S3: `XAmzContentSHA256Mismatch`; others as ``signatureMismatch``.
        case payloadMismatch
        /// Query and S3: `SignatureDoesNotMatch`; JSON: `InvalidSignatureException`.
        case signatureMismatch
        /// S3: `IncompleteBody` or `InvalidRequest`.
        case malformedBody
    }

    public var category: Category {
        switch self {
        case .malformedTarget, .headTooLarge: .malformedRequest
        case .malformedQueryString: .malformedQueryString
        case .conflictingAuthentication: .conflictingAuthentication
        case .missingAuthenticationToken: .missingAuthentication
        case .unsupportedAlgorithm, .malformedAuthorization, .incompleteAuthorization, .repeatedHeader, .malformedDate,
            .malformedCredential:
            .incompleteSignature
        case .presignedRefused, .incompleteQuery, .invalidExpires: .invalidPresignedParameters
        case .expired, .notYetCurrent: .clockSkew
        case .presignedExpired: .presignedExpired
        case .version2: .version2
        case .wrongScope, .missingRegionSet, .regionNotInSet: .wrongScope
        case .headersNotSigned: .headersNotSigned
        case .malformedContentSHA256, .payloadFormRefused: .unsupportedPayload
        case .invalidSessionToken: .invalidSessionToken
        case .expiredSessionToken: .expiredSessionToken
        case .unknownAccessKey: .unknownAccessKey
        case .contentSHA256Mismatch: .payloadMismatch
        case .hostNotSigned, .malformedSignedHeaders, .signedHeaderAbsent, .signatureMismatch, .chunkSignatureMismatch:
            .signatureMismatch
        case .malformedChunk, .decodedLengthMismatch: .malformedBody
        }
    }
}
