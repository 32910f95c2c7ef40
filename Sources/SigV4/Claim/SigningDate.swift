/// Steps 9 to 11 of AWS's order: when the request was signed, and whether that is near enough.
struct SigningDate {
    let time: SigningTime
    /// The time in ISO 8601 basic format, as it enters the string to sign, within the head.
    let basicFormat: Range<Int>

    /// Step 9. The header may be in extended format too, and a `Date` header in HTTP's own.
    init(of fields: SignatureFields, in head: inout HeadBytes) throws(SignatureError) {
        let text = head.bytes[fields.date]
        if let time = SigningTime(basic: text) {
            self.time = time
            basicFormat = fields.date
            return
        }
        guard fields.form == .header, let time = Self.otherForms(of: text, isDateHeader: fields.isDateHeader) else {
            throw .malformedDate(text.text)
        }
        self.time = time
        basicFormat = head.keep(time.basicFormat)
    }

    private static func otherForms(of text: UnsafeRawBufferPointer, isDateHeader: Bool) -> SigningTime? {
        SigningTime(extended: text) ?? (isDateHeader ? SigningTime(imfFixdate: text) : nil)
    }

    /// Steps 10 and 11. A presigned request has the life it states instead of the skew into the past.
    func check(
        _ form: SignatureForm,
        against now: SigningTime,
        skewSeconds: Int
    ) throws(SignatureError) {
        let clock = ClockComparison(signedAt: time, now: now, skewSeconds: skewSeconds)
        switch form {
        case .header:
            guard time >= now.advanced(bySeconds: -skewSeconds) else { throw .expired(clock) }
            guard time <= now.advanced(bySeconds: skewSeconds) else { throw .notYetCurrent(clock) }
        case .presigned(let expiresInSeconds):
            let lifetime = PresignedLifetime(signedAt: time, expiresInSeconds: expiresInSeconds, now: now)
            guard time <= now.advanced(bySeconds: skewSeconds) else { throw .notYetCurrent(clock) }
            guard now <= lifetime.expiresAt else { throw .presignedExpired(lifetime) }
        }
    }
}
