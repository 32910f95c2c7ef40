/// The last line of the canonical request: what the signature says about the body.
struct PayloadLine {
    let coverage: PayloadCoverage
    /// The hash that `x-amz-content-sha256` claims, 64 digits within the head; `nil` if it did not come.
    let claimedHash: Range<Int>?

    /// https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
    init(
        of fields: SignatureFields,
        in head: borrowing HeadBytes,
        under policy: borrowing VerificationPolicy
    ) throws(SignatureError) {
        guard let range = fields.contentSHA256 else {
            let isUnsigned = fields.form != .header && policy.payload.contains(.presignedIsUnsigned)
            coverage = isUnsigned ? .unsigned : .hashed
            claimedHash = nil
            return
        }
        let value = head.bytes[range]
        if value.count == Digest.hexLength, Self.isLowerCaseHex(value) {
            coverage = .hashed
            claimedHash = range
            return
        }
        coverage = try Self.named(value.text, fields: fields, rules: policy.payload, in: head)
        claimedHash = nil
    }

    private static func named(
        _ name: String,
        fields: SignatureFields,
        rules: PayloadRules,
        in head: borrowing HeadBytes
    ) throws(SignatureError) -> PayloadCoverage {
        if name == "UNSIGNED-PAYLOAD" {
            guard rules.contains(.unsigned) else { throw .payloadFormRefused(name) }
            return .unsigned
        }
        guard let format = StreamingFormat(rawValue: name) else { throw .malformedContentSHA256(name) }
        let isAllowed = rules.contains(format.chunkAlgorithm == nil ? .unsignedChunks : .signedChunks)
        let fitsAlgorithm = format.chunkAlgorithm == nil || format.chunkAlgorithm == fields.algorithm
        guard isAllowed, fitsAlgorithm, fields.form == .header else { throw .payloadFormRefused(name) }
        return .streaming(try StreamingBody(format, in: head))
    }

    /// - Parameter digits: a whole number of words of eight bytes.
    private static func isLowerCaseHex(_ digits: UnsafeRawBufferPointer) -> Bool {
        for offset in stride(from: 0, to: digits.count, by: 8)
        where !ASCII.areLowerCaseHexDigits(digits.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) {
            return false
        }
        return true
    }
}
