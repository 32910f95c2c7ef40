extension SignatureFields {
    /// Step 7 of AWS's order: reads `X-Amz-Algorithm`, `X-Amz-Credential` and so on from the query.
    ///
    /// Of a repeated parameter AWS takes the first; all copies are signed.
    init(
        algorithm name: [UInt8],
        in query: borrowing CanonicalQuery,
        of head: inout HeadBytes,
        under policy: borrowing VerificationPolicy
    ) throws(SignatureError) {
        guard let rules = policy.presigned else { throw .presignedRefused }
        algorithm = try name.span.bytes.withUnsafeBytes { (name) throws(SignatureError) -> SignatureAlgorithm in
            try Self.algorithm(named: name, under: policy)
        }
        var missing: [PresignedParameter] = []
        for parameter in PresignedParameter.required where query.firstValue(of: parameter) == nil {
            missing.append(parameter)
        }
        guard missing.isEmpty,
            let credential = head.keepValue(of: .credential, in: query),
            let signature = head.keepValue(of: .signature, in: query),
            let signedHeaders = head.keepValue(of: .signedHeaders, in: query),
            let date = head.keepValue(of: .date, in: query),
            let expires = query.firstValue(of: .expires)
        else { throw .incompleteQuery(missing: missing) }

        self.form = .presigned(expiresInSeconds: try Self.seconds(expires, within: rules))
        self.credential = credential
        self.signedHeaders = signedHeaders
        self.signature = signature
        self.date = date
        self.isDateHeader = false
        self.securityToken = head.keepValue(of: .securityToken, in: query)
        self.regionSet = head.keepValue(of: .regionSet, in: query)
        let hashHeader = try head.single(.contentSHA256)
        self.contentSHA256 = hashHeader ?? head.keepValue(of: .contentSHA256, in: query)
    }

    /// `X-Amz-Expires`: digits, at most the limit.
    /// https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
    private static func seconds(_ text: [UInt8], within rules: PresignedRules) throws(SignatureError) -> Int {
        let isNegative = text.first == ASCII.minus
        let digits = isNegative ? text.dropFirst() : text[...]
        guard !digits.isEmpty, digits.allSatisfy({ ASCII.decimalValue($0) != nil }) else {
            throw .invalidExpires(.notANumber)
        }
        guard !isNegative else { throw .invalidExpires(.negative) }
        var seconds = 0
        for digit in digits {
            seconds = seconds * 10 + (ASCII.decimalValue(digit) ?? 0)
            guard seconds <= rules.maximumExpirySeconds else {
                throw .invalidExpires(.tooLong(maximumSeconds: rules.maximumExpirySeconds))
            }
        }
        return seconds
    }
}

extension HeadBytes {
    /// Puts the decoded value of a parameter beside the head.
    fileprivate mutating func keepValue(
        of parameter: PresignedParameter,
        in query: borrowing CanonicalQuery
    ) -> Range<Int>? {
        guard let value = query.firstValue(of: parameter) else { return nil }
        return value.withUnsafeBytes { keep($0) }
    }
}
