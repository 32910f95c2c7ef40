import StateStore

/// The condition keys of a call to S3.
///
/// <https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html#amazons3-policy-keys>
struct S3Context {
    private var values: [(key: String, values: [String])] = []

    /// Sets a key where there is a value.
    func with(_ key: String, _ value: String?) -> Self {
        guard let value else { return self }
        var context = self
        context.values.append((key, [value]))
        return context
    }

    /// The tags that the object has already.
    func with(existing tags: [Tag]) -> Self {
        tags.reduce(self) { $0.with("s3:ExistingObjectTag/\($1.key)", $1.value) }
    }

    /// The tags that the request gives to the object.
    func with(requested tags: [Tag]) -> Self {
        guard !tags.isEmpty else { return self }
        var context = tags.reduce(self) { $0.with("s3:RequestObjectTag/\($1.key)", $1.value) }
        context.values.append(("s3:RequestObjectTagKeys", tags.map(\.key)))
        return context
    }

    /// `s3:TlsVersion` of a call that counts as made over TLS (`aws:SecureTransport`): what AWS's clients negotiate. Over
    /// plain HTTP there is no such key.
    private static let tlsVersion = "1.3"

    /// The bucket's tags are no `aws:ResourceTag`: AWS sets that key only for a bucket whose ABAC was turned on, which
    /// `PutBucketAbac` does and which is off for every new bucket.
    /// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/buckets-tagging-enable-abac.html>
    func entries(ownedBy account: String, _ call: IncomingCall) -> [(key: String, values: [String])] {
        let signing: [(String, String?)] = [
            ("s3:authType", call.signing.authType), ("s3:signatureversion", call.signing.version),
            ("s3:x-amz-content-sha256", call.signing.contentSHA256), ("s3:ResourceAccount", account),
            ("s3:signatureAge", call.signing.ageMilliseconds.map { String($0) }),
            ("s3:TlsVersion", call.isSecureTransport ? Self.tlsVersion : nil),
        ]
        return values + signing.compactMap { key, value in value.map { (key, [$0]) } }
    }
}
