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
        let authorization = request.headers.first(named: "authorization")
        guard let credential = authorization.flatMap(Self.inHeader) ?? Self.inQuery(request.rawQuery) else {
            return nil
        }
        let parts = credential.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count >= 4 else { return nil }
        service = String(parts[parts.count - 2])
        region = parts.count >= 5 ? String(parts[parts.count - 3]) : nil
    }

    private static func inHeader(_ authorization: String) -> String? {
        guard let range = authorization.firstRange(of: "Credential=") else { return nil }
        return String(authorization[range.upperBound...].prefix { $0 != "," && $0 != " " })
    }

    private static func inQuery(_ query: String) -> String? {
        guard let range = query.firstRange(of: "X-Amz-Credential=") else { return nil }
        let credential = String(query[range.upperBound...].prefix { $0 != "&" })
        return credential.replacing("%2F", with: "/").replacing("%2f", with: "/")
    }
}
