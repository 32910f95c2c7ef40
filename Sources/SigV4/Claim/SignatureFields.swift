/// What a request says about its signature, wherever it says it, as ranges of the head.
struct SignatureFields {
    let algorithm: SignatureAlgorithm
    let form: SignatureForm
    /// `keyid/date/region/service/aws4_request`, or without the region in SigV4A.
    let credential: Range<Int>
    /// Names between semicolons.
    let signedHeaders: Range<Int>
    /// Hexadecimal.
    let signature: Range<Int>
    let date: Range<Int>
    /// Whether `date` came in a `Date` header, which `SignedHeaders` must then name.
    let isDateHeader: Bool
    let securityToken: Range<Int>?
    let regionSet: Range<Int>?
    let contentSHA256: Range<Int>?
}
