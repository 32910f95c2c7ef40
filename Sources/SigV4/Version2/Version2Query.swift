/// The query of a presigned request in the form of Signature Version 2, taken apart and decoded.
struct Version2Query {
    /// The values of `AWSAccessKeyId`, `Expires` and `Signature`; each must have come once.
    private(set) var accessKeyIDs: [String] = []
    private(set) var expires: [String] = []
    private(set) var signatures: [String] = []
    /// What is read as if it were a header: `x-amz-*`, `content-type` and `content-md5`, names in lower case.
    private(set) var headers: [(name: String, value: String)] = []
    /// Parameters that are signed with the resource, in order of arrival; the value is nil where no `=` stands.
    private(set) var subresources: [(name: String, value: String?)] = []
    /// Parameters that are neither signed nor known to be harmless.
    private(set) var unsigned: [String] = []

    init(_ query: Substring) throws(SignatureError) {
        for piece in query.split(separator: "&") {
            let mark = piece.firstIndex(of: "=")
            let value = try mark.map { (mark) throws(SignatureError) in try Self.decoded(piece[mark...].dropFirst()) }
            add(try Self.decoded(piece[..<(mark ?? piece.endIndex)]), value)
        }
    }

    /// Whether the query holds any of the version's own parameters.
    var isPresigned: Bool { !(accessKeyIDs.isEmpty && signatures.isEmpty) }

    private mutating func add(_ name: String, _ value: String?) {
        let lowered = name.lowercased()
        switch name {
        case "AWSAccessKeyId": accessKeyIDs.append(value ?? "")
        case "Expires": expires.append(value ?? "")
        case "Signature": signatures.append(value ?? "")
        case _ where lowered.hasPrefix("x-amz-") || lowered == "content-type" || lowered == "content-md5":
            headers.append((lowered, value ?? ""))
        case _ where Self.signedParameters.contains(name): subresources.append((name, value))
        case _ where Self.harmlessParameters.contains(name): break
        default: unsigned.append(name)
        }
    }

    /// AWS reads `+` in a query as a space.
    private static func decoded(_ text: Substring) throws(SignatureError) -> String {
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            switch bytes[index] {
            case ASCII.percent:
                do {
                    result.append(
                        try bytes.span.bytes.withUnsafeBytes { (raw) throws(PercentEscapeError) in
                            try PercentEncoding.decodeEscape(at: index, in: raw)
                        }
                    )
                } catch {
                    throw .malformedQueryString(error.fault)
                }
                index += 3
            case ASCII.plus:
                result.append(ASCII.space)
                index += 1
            default:
                result.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// The parameters that name a part of the resource or change the answer's headers.
    ///
    /// <https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAuthentication.html#ConstructingTheCanonicalizedResourceElement>
    private static let signedParameters: Set<String> = [
        "accelerate", "acl", "analytics", "cors", "defaultObjectAcl", "delete", "inventory", "lifecycle", "location",
        "logging", "metrics", "notification", "object-lock", "partNumber", "policy", "replication", "requestPayment",
        "response-cache-control", "response-content-disposition", "response-content-encoding",
        "response-content-language", "response-content-type", "response-expires", "restore", "select", "select-type",
        "storageClass", "tagging", "torrent", "uploadId", "uploads", "versionId", "versioning", "versions", "website",
    ]

    /// What chooses a page of a listing, or only names the operation again.
    private static let harmlessParameters: Set<String> = [
        "continuation-token", "delimiter", "encoding-type", "fetch-owner", "key-marker", "list-type", "marker",
        "max-keys", "max-parts", "max-uploads", "part-number-marker", "prefix", "start-after", "upload-id-marker",
        "version-id-marker", "x-id",
    ]
}
