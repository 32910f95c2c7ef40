import AWSWire

/// What a request says of the service and region it was signed for, read before anything is verified.
///
/// It only chooses among the services; the signature is then verified for exactly the one that was chosen.
struct ClaimedScope {
    let service: String
    /// Nil in SigV4A, whose scope has none.
    let region: String?

    /// The scope in `Credential=KEY/DATE/REGION/SERVICE/aws4_request`, of the header or else of the query; nil when the
    /// request has none that can be read.
    init?(_ request: WireRequest) {
        if let authorization = request.headers.first(named: "authorization") {
            self.init(credentialIn: authorization.utf8, after: "Credential=", endedBy: UInt8(ascii: ","))
        } else {
            // Slashes may stand as they are or percent-encoded.
            let query = request.rawQuery.replacing("%2F", with: "/").replacing("%2f", with: "/")
            self.init(credentialIn: query.utf8, after: "X-Amz-Credential=", endedBy: UInt8(ascii: "&"))
        }
    }

    /// - Parameter marker: what stands right before the credential.
    private init?(credentialIn text: String.UTF8View, after marker: String, endedBy end: UInt8) {
        guard let start = Self.end(of: marker.utf8, in: text) else { return nil }
        let credential = text[start...].prefix { $0 != end && $0 != UInt8(ascii: " ") }
        let parts = credential.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        // Four parts are SigV4A's, which end as all do; else one is missing, and none can be told from another.
        guard parts.count >= 5 || parts.count == 4 && parts[3].elementsEqual("aws4_request".utf8) else { return nil }
        service = String(Substring(parts[parts.count - 2]))
        region = parts.count >= 5 ? String(Substring(parts[parts.count - 3])) : nil
    }

    private static func end(of marker: String.UTF8View, in text: String.UTF8View) -> String.Index? {
        var rest = text[...]
        while let start = rest.firstIndex(of: marker[marker.startIndex]) {
            rest = rest[start...]
            if rest.starts(with: marker) { return rest.index(start, offsetBy: marker.count) }
            rest = rest.dropFirst()
        }
        return nil
    }
}
