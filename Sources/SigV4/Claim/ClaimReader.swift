/// Reads the claim of one request after another, in memory it uses again.
///
/// The order of steps is the one AWS applies, so that a request with several faults gets AWS's answer.
struct ClaimReader: ~Copyable {
    private var head = HeadBytes()
    private var query = CanonicalQuery()
    private var texts = ByteArena(capacity: 4096)
    /// Of the last claim: the next is often of the same caller, and needs no new text then.
    private var accessKeyID = ""

    /// Steps 1 to 13, and the rules about signed headers and the body.
    mutating func claim(
        method: String,
        target: String,
        under policy: borrowing VerificationPolicy,
        at now: SigningTime,
        addingFieldsTo addFields: (inout HeadBytes) -> Void
    ) throws(SignatureError) -> SignatureClaim {
        head.begin(method: method, target: target)
        addFields(&head)
        if let limit = head.exceededLimit { throw .headTooLarge(limit) }
        let target = try RequestTarget(of: head)
        texts.removeAll()
        try CanonicalRequest.appendMethodAndPath(of: head, target: target, pathForm: policy.pathForm, to: &texts)
        try query.read(head.bytes[target.query])
        return try claim(target, under: policy, at: now)
    }

    /// Steps 5 to 13.
    private mutating func claim(
        _ target: RequestTarget,
        under policy: borrowing VerificationPolicy,
        at now: SigningTime
    ) throws(SignatureError) -> SignatureClaim {
        let fields = try fields(under: policy)
        let signedHeaders = SignedHeaders(list: fields.signedHeaders)
        try signedHeaders.checkHost(in: head)
        try target.checkAuthority(in: head)
        let date = try SigningDate(of: fields, in: &head)
        try date.check(fields.form, against: now, skewSeconds: policy.clockSkewSeconds)
        let credential = try CredentialParts(of: fields.credential, algorithm: fields.algorithm, in: head)
        try credential.checkScope(in: head, date: date, under: policy)
        try RegionSet(of: fields, in: head)?.check(against: policy.region)
        try signedHeaders.mark(in: &head)
        try signedHeaders.checkUnsigned(in: head, fields: fields, under: policy)
        let payload = try PayloadLine(of: fields, in: head, under: policy)
        return SignatureClaim(
            algorithm: fields.algorithm,
            form: fields.form,
            accessKeyID: accessKeyID(at: credential.accessKeyID),
            signedAt: date.time,
            sessionToken: sessionToken(of: fields),
            payload: payload.coverage,
            texts: finishTexts(fields, date, credential, payload, policy)
        )
    }

    /// Step 5: the header or the query, not both.
    private mutating func fields(under policy: borrowing VerificationPolicy) throws(SignatureError) -> SignatureFields {
        let authorization = try head.single(.authorization)
        switch (authorization, query.firstValue(of: .algorithm)) {
        case (let authorization?, nil):
            return try SignatureFields(authorization: authorization, in: head, under: policy)
        case (nil, let algorithm?):
            return try SignatureFields(algorithm: algorithm, in: query, of: &head, under: policy)
        case (.some, .some): throw .conflictingAuthentication
        case (nil, nil): throw .missingAuthenticationToken
        }
    }

    private mutating func accessKeyID(at range: Range<Int>) -> String {
        if !head.bytes[range].equals(string: accessKeyID) { accessKeyID = head.text(range) }
        return accessKeyID
    }

    private func sessionToken(of fields: SignatureFields) -> String? {
        guard let range = fields.securityToken else { return nil }
        return head.text(range)
    }

    /// Completes the texts, of which method and path are written.
    private mutating func finishTexts(
        _ fields: SignatureFields,
        _ date: SigningDate,
        _ credential: CredentialParts,
        _ payload: PayloadLine,
        _ policy: borrowing VerificationPolicy
    ) -> ClaimTexts {
        CanonicalRequest.appendQueryAndHeaders(
            of: head,
            query: &query,
            leavingOut: fields.form.unsignedParameters(under: policy),
            signedHeaders: fields.signedHeaders,
            to: &texts
        )
        let canonicalRequestEnd = texts.count
        StringToSign.append(
            algorithm: fields.algorithm,
            date: head.bytes[date.basicFormat],
            scope: head.bytes[credential.scope],
            to: &texts
        )
        let stringToSignEnd = texts.count
        let credentialEnd = texts.append(head.bytes[fields.credential]).upperBound
        let signatureEnd = texts.append(head.bytes[fields.signature]).upperBound
        if let hash = payload.claimedHash { texts.append(head.bytes[hash]) }
        return ClaimTexts(
            copying: texts,
            canonicalRequestEnd: canonicalRequestEnd,
            stringToSignEnd: stringToSignEnd,
            credentialEnd: credentialEnd,
            signatureEnd: signatureEnd
        )
    }
}

extension SignatureForm {
    /// The query parameters that the canonical query leaves out.
    fileprivate func unsignedParameters(under policy: borrowing VerificationPolicy) -> [PresignedParameter] {
        guard case .presigned = self else { return [] }
        return policy.presigned?.securityTokenIsSigned ?? true ? [.signature] : [.signature, .securityToken]
    }
}
