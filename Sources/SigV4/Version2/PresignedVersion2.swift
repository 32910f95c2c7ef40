import COpenSSL

/// A request to S3 that was signed in its query with Signature Version 2, as `aws s3 presign` and boto3 still do where
/// nobody asks for version 4: an HMAC-SHA1 over method, resource and the time at which it ends.
///
/// Only this one form is taken, and policies may refuse it by `s3:signatureversion`.
/// https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAuthentication.html#RESTAuthenticationQueryStringAuth
public struct PresignedVersion2: Sendable {
    /// The query items that are signed, beside every one whose name begins with `x-amz-`.
    private static let signedItems: Set = [
        "accelerate", "acl", "analytics", "cors", "delete", "inventory", "lifecycle", "location", "logging", "metrics",
        "notification", "object-lock", "partNumber", "policy", "replication", "requestPayment",
        "response-cache-control", "response-content-disposition", "response-content-encoding",
        "response-content-language", "response-content-type", "response-expires", "restore", "select", "select-type",
        "storageClass", "tagging", "torrent", "uploadId", "uploads", "versionId", "versioning", "versions", "website",
    ]

    public let accessKeyID: String
    public let sessionToken: String?
    private let signature: String
    private let expiresAt: SigningTime
    private let stringToSign: String

    /// Reads what a request claims; nil for one that is not signed so.
    ///
    /// - Parameters:
    ///   - target: path and query as sent.
    ///   - headers: as sent.
    ///   - bucket: the bucket in the host name; nil where it stands in the path.
    /// - Throws: ``SignatureError/incompleteQuery(missing:)`` and its siblings for parameters that cannot be read,
    ///   ``SignatureError/presignedExpired(_:)``.
    public init?(
        method: String,
        target: String,
        headers: some Sequence<(name: String, value: String)>,
        bucket: String?,
        at now: SigningTime
    ) throws(SignatureError) {
        let question = target.utf8.firstIndex(of: ASCII.questionMark)
        let path = question.map { String(target[..<$0]) } ?? target
        let query = question.map { String(target[target.utf8.index(after: $0)...]) } ?? ""
        guard query.utf8.count > 0, query.contains("AWSAccessKeyId=") else { return nil }
        var items: [(name: String, value: String?)] = []
        for item in query.utf8.split(separator: ASCII.ampersand) {
            let mark = item.firstIndex(of: ASCII.equals)
            let name = try Self.decoded(item[..<(mark ?? item.endIndex)])
            items.append(
                (
                    name,
                    try mark.map { start throws(SignatureError) in try Self.decoded(item[item.index(after: start)...]) }
                )
            )
        }
        func value(_ name: String) -> String? { items.first { $0.name == name }?.value }
        guard let accessKeyID = value("AWSAccessKeyId") else { return nil }
        guard let signature = value("Signature"), let expires = value("Expires").flatMap(Int64.init) else {
            throw .invalidExpires(.notANumber)
        }
        expiresAt = SigningTime(secondsSince1970: expires)
        guard now <= expiresAt else {
            throw .presignedExpired(PresignedLifetime(signedAt: expiresAt, expiresInSeconds: 0, now: now))
        }
        self.accessKeyID = accessKeyID
        self.signature = signature
        sessionToken = value("x-amz-security-token")
        let fields = headers.map { (name: $0.name.lowercased(), value: $0.value) }
        func field(_ name: String) -> String { value(name) ?? fields.first { $0.name == name }?.value ?? "" }
        stringToSign = [
            method, field("content-md5"), field("content-type"), String(expires),
            Self.amazonFields(items, fields) + Self.resource(path, items, bucket: bucket),
        ].joined(separator: "\n")
    }

    /// Proves the claim.
    ///
    /// - Parameter credential: the key that the claim names; nil if there is none.
    public func verify(with credential: SigningCredential?, at now: SigningTime) throws(SignatureError) {
        guard let credential, credential.accessKeyID == accessKeyID else { throw .unknownAccessKey }
        guard (credential.session == nil) == (sessionToken == nil) else { throw .invalidSessionToken }
        if let session = credential.session, now >= session.expiresAt { throw .expiredSessionToken }
        let expected = Self.base64(Self.code(of: stringToSign, by: credential.secret))
        let isValid = expected.withUnsafeBytes { expected in
            signature.withBytes { ConstantTime.areEqual(expected, $0) }
        }
        guard isValid else {
            throw .signatureMismatch(
                SignatureMismatch(
                    accessKeyID: accessKeyID,
                    canonicalRequest: "",
                    stringToSign: stringToSign,
                    signatureProvided: signature
                )
            )
        }
    }

    /// Fields and query items that begin with `x-amz-`: one line each, in order of their names.
    private static func amazonFields(
        _ items: [(name: String, value: String?)],
        _ fields: [(name: String, value: String)]
    ) -> String {
        let all =
            items.filter { $0.name.lowercased().hasPrefix("x-amz-") }.map { ($0.name.lowercased(), $0.value ?? "") }
            + fields.filter { $0.name.hasPrefix("x-amz-") }.map { ($0.name, $0.value) }
        return Dictionary(grouping: all, by: \.0)
            .sorted { $0.key < $1.key }
            .map { "\($0.key):\($0.value.map(\.1).joined(separator: ","))\n" }
            .joined()
    }

    private static func resource(_ path: String, _ items: [(name: String, value: String?)], bucket: String?) -> String {
        let signed = items.filter { signedItems.contains($0.name) }
            .sorted { $0.name < $1.name }
            .map { item in item.value.map { "\(item.name)=\($0)" } ?? item.name }
        let whole = (bucket.map { "/\($0)" } ?? "") + path
        return signed.isEmpty ? whole : "\(whole)?\(signed.joined(separator: "&"))"
    }

    private static func decoded(_ text: Substring.UTF8View) throws(SignatureError) -> String {
        var bytes: [UInt8] = []
        var rest = text[...]
        while let byte = rest.popFirst() {
            guard byte == ASCII.percent else {
                bytes.append(byte == ASCII.plus ? ASCII.space : byte)
                continue
            }
            guard let high = rest.popFirst().flatMap(ASCII.hexValue), let low = rest.popFirst().flatMap(ASCII.hexValue)
            else { throw .invalidExpires(.notANumber) }
            bytes.append(high << 4 | low)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func code(of text: String, by secret: SecretAccessKey) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 20)
        var count: UInt32 = 20
        secret.withBytes { key in
            text.withBytes { text in
                _ = HMAC(
                    EVP_sha1(),
                    key.baseAddress,
                    Int32(key.count),
                    text.baseAddress?.assumingMemoryBound(to: UInt8.self),
                    text.count,
                    &digest,
                    &count
                )
            }
        }
        return digest
    }

    /// Standard base64 with padding.
    private static func base64(_ bytes: [UInt8]) -> [UInt8] {
        var text = [UInt8](repeating: 0, count: (bytes.count + 2) / 3 * 4 + 1)
        let count = EVP_EncodeBlock(&text, bytes, Int32(bytes.count))
        return Array(text.prefix(Int(count)))
    }
}
