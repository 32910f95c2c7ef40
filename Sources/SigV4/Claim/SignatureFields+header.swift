extension SignatureFields {
    /// Step 6 of AWS's order: reads `ALGORITHM Credential=…, SignedHeaders=…, Signature=…`.
    ///
    /// Of a repeated parameter AWS takes the last.
    init(
        authorization: Range<Int>,
        in head: borrowing HeadBytes,
        under policy: borrowing VerificationPolicy
    ) throws(SignatureError) {
        let space = head.firstIndex(of: ASCII.space, in: authorization) ?? authorization.upperBound
        algorithm = try Self.algorithm(named: head.bytes[authorization.lowerBound..<space], under: policy)
        var parameters = AuthorizationParameters()
        try parameters.read(space..<authorization.upperBound, of: authorization, in: head)

        let amazonDate = try head.single(.amazonDate)
        let date = if let amazonDate { amazonDate } else { try head.single(.date) }
        guard let credential = parameters.credential, let signature = parameters.signature,
            let signedHeaders = parameters.signedHeaders, let date
        else {
            throw .incompleteAuthorization(
                missing: parameters.missing(hasDate: date != nil),
                header: head.text(authorization)
            )
        }
        self.form = .header
        self.credential = credential
        self.signedHeaders = signedHeaders
        self.signature = signature
        self.date = date
        self.isDateHeader = amazonDate == nil
        self.securityToken = try head.single(.securityToken)
        self.regionSet = try head.single(.regionSet)
        self.contentSHA256 = try head.single(.contentSHA256)
    }

    /// Step 6a and 7a.
    static func algorithm(
        named name: UnsafeRawBufferPointer,
        under policy: borrowing VerificationPolicy
    ) throws(SignatureError) -> SignatureAlgorithm {
        if name.equals("AWS4-HMAC-SHA256") { return .hmacSHA256 }
        if name.equals("AWS4-ECDSA-P256-SHA256"), policy.allowsAsymmetric { return .ecdsaP256SHA256 }
        throw .unsupportedAlgorithm(name.text)
    }
}

/// The `key=value` pairs of an `Authorization` header.
private struct AuthorizationParameters {
    var credential: Range<Int>?
    var signedHeaders: Range<Int>?
    var signature: Range<Int>?

    /// Step 6b. Pairs are separated by commas; white space around them does not count.
    mutating func read(
        _ list: Range<Int>,
        of header: Range<Int>,
        in head: borrowing HeadBytes
    ) throws(SignatureError) {
        var rest = head.trimmed(list)
        while !rest.isEmpty {
            let end = head.firstIndex(of: ASCII.comma, in: rest) ?? rest.upperBound
            let pair = head.trimmed(rest.lowerBound..<end)
            guard let equals = head.firstIndex(of: ASCII.equals, in: pair) else {
                throw .malformedAuthorization(parameter: head.text(pair), header: head.text(header))
            }
            take(equals + 1..<pair.upperBound, as: head.bytes[pair.lowerBound..<equals])
            rest = min(end + 1, rest.upperBound)..<rest.upperBound
        }
    }

    private mutating func take(_ value: Range<Int>, as name: UnsafeRawBufferPointer) {
        if name.equals("Credential") { credential = value }
        if name.equals("SignedHeaders") { signedHeaders = value }
        if name.equals("Signature") { signature = value }
    }

    /// Step 6d.
    func missing(hasDate: Bool) -> [AuthorizationPart] {
        var parts: [AuthorizationPart] = []
        if credential == nil { parts.append(.credential) }
        if signature == nil { parts.append(.signature) }
        if signedHeaders == nil { parts.append(.signedHeaders) }
        if !hasDate { parts.append(.date) }
        return parts
    }
}
