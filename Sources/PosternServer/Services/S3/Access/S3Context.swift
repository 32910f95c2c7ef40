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

    func entries(_ bucket: Bucket, _ call: IncomingCall) -> [(key: String, values: [String])] {
        let signing: [(String, String?)] = [
            ("s3:authType", call.signing.authType), ("s3:signatureversion", call.signing.version),
            ("s3:x-amz-content-sha256", call.signing.contentSHA256), ("s3:ResourceAccount", bucket.scope.accountID),
        ]
        return values + signing.compactMap { key, value in value.map { (key, [$0]) } }
    }
}
