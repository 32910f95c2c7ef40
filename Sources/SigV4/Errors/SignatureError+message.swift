extension SignatureError {
    /// The text AWS's query services give for this refusal; empty where they give none.
    public var message: String {
        switch self {
        case .malformedTarget, .headTooLarge, .conflictingAuthentication: ""
        case .malformedQueryString(let fault): fault.message
        case .missingAuthenticationToken: "Request is missing Authentication Token"
        case .presignedRefused: "Query-string authentication is not supported for this operation."
        case .unsupportedAlgorithm(let name): "Unsupported AWS 'algorithm': '\(name)'."
        case .malformedAuthorization(let parameter, let header):
            "'\(parameter)' not a valid key=value pair (missing equal-sign) in Authorization header: '\(header)'."
        case .incompleteAuthorization(let missing, let header):
            (missing.map(\.message) + ["Authorization=\(header)"]).joined(separator: " ")
        case .incompleteQuery(let missing):
            (missing.map(\.message) + ["Re-examine the query-string parameters."]).joined(separator: " ")
        case .repeatedHeader(let name): "Header '\(name)' must not be repeated."
        case .invalidExpires(let fault): fault.message
        case .hostNotSigned: "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization."
        case .malformedDate(let text):
            "Date must be in ISO-8601 'basic format'. Got '\(text)'. See http://en.wikipedia.org/wiki/ISO_8601"
        case .expired(let clock): clock.expiredMessage
        case .notYetCurrent(let clock): clock.notYetCurrentMessage
        case .presignedExpired: "Request has expired"
        case .version2(let fault): fault.message
        case .malformedCredential(let text, let algorithm): credentialMessage(text, algorithm)
        case .wrongScope(let mismatch): mismatch.message
        case .missingRegionSet: "'X-Amz-Region-Set' must be sent with algorithm 'AWS4-ECDSA-P256-SHA256'."
        case .regionNotInSet(_, let set): "Credential should be scoped to a valid region, not '\(set)'."
        case .headersNotSigned: "There were headers present in the request which were not signed"
        case .malformedContentSHA256:
            "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, one of the STREAMING payload options, "
                + "or a valid sha256 value."
        case .payloadFormRefused(let name): "x-amz-content-sha256 '\(name)' is not supported for this operation."
        case .invalidSessionToken: "The security token included in the request is invalid"
        case .expiredSessionToken: "The security token included in the request is expired"
        case .unknownAccessKey: "The security token included in the request is invalid."
        case .contentSHA256Mismatch:
            "The provided 'x-amz-content-sha256' header does not match what was computed."
        case .malformedSignedHeaders, .signedHeaderAbsent, .signatureMismatch, .chunkSignatureMismatch:
            "The request signature we calculated does not match the signature you provided. "
                + "Check your AWS Secret Access Key and signing method. Consult the service documentation for details."
        case .malformedChunk: "The body is not in the aws-chunked encoding that its headers announce."
        case .decodedLengthMismatch:
            "You did not provide the number of bytes specified by the x-amz-decoded-content-length HTTP header."
        }
    }
}

/// "Credential must have exactly 5 slash-delimited elements …"; SigV4A's scope has no region, hence four.
private func credentialMessage(_ text: String, _ algorithm: SignatureAlgorithm) -> String {
    switch algorithm {
    case .hmacSHA256:
        "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '\(text)'"
    case .ecdsaP256SHA256:
        "Credential must have exactly 4 slash-delimited elements, e.g. keyid/date/service/term, got '\(text)'"
    }
}
