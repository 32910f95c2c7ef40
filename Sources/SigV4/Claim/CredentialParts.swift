/// The parts of `Credential`, as ranges of the head, and steps 12 and 13 of AWS's order.
struct CredentialParts {
    let accessKeyID: Range<Int>
    let date: Range<Int>
    /// `nil` in SigV4A.
    let region: Range<Int>?
    let service: Range<Int>
    let terminator: Range<Int>

    /// All but the access key id.
    var scope: Range<Int> { date.lowerBound..<terminator.upperBound }

    /// Step 12: five elements, or four in SigV4A.
    init(
        of credential: Range<Int>,
        algorithm: SignatureAlgorithm,
        in head: borrowing HeadBytes
    ) throws(SignatureError) {
        var parts = InlineArray<5, Range<Int>>(repeating: 0..<0)
        var count = 0
        var rest = credential
        while let slash = head.firstIndex(of: ASCII.slash, in: rest), count < 4 {
            parts[count] = rest.lowerBound..<slash
            rest = slash + 1..<rest.upperBound
            count += 1
        }
        let isWhole = head.firstIndex(of: ASCII.slash, in: rest) == nil
        parts[count] = rest
        switch (algorithm, count) {
        case (.hmacSHA256, 4) where isWhole: (region, service, terminator) = (parts[2], parts[3], parts[4])
        case (.ecdsaP256SHA256, 3): (region, service, terminator) = (nil, parts[2], parts[3])
        default: throw .malformedCredential(head.text(credential), algorithm: algorithm)
        }
        accessKeyID = parts[0]
        date = parts[1]
    }

    /// Step 13: the scope is that of the endpoint, and its day that of the request.
    func checkScope(
        in head: borrowing HeadBytes,
        date signingDate: SigningDate,
        under policy: borrowing VerificationPolicy
    ) throws(SignatureError) {
        let day = signingDate.basicFormat.lowerBound..<signingDate.basicFormat.lowerBound + 8
        let isRegionRight = region.map { head.bytes[$0].equals(string: policy.region) } ?? true
        let isRight =
            isRegionRight && head.bytes[service].equals(string: policy.service)
            && head.bytes[terminator].equals("aws4_request") && head.bytes[date].equals(head.bytes[day])
        guard isRight else { throw .wrongScope(mismatch(in: head, signingDate, policy)) }
    }

    private func mismatch(
        in head: borrowing HeadBytes,
        _ signingDate: SigningDate,
        _ policy: borrowing VerificationPolicy
    ) -> ScopeMismatch {
        var regionText: String?
        if let region { regionText = head.text(region) }
        return ScopeMismatch(
            scope: CredentialScope(date: head.text(date), region: regionText, service: head.text(service)),
            terminator: head.text(terminator),
            expectedService: policy.service,
            expectedRegion: policy.region,
            signedAt: signingDate.time
        )
    }
}
