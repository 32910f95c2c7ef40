import Foundation

/// The address of an OpenID Connect issuer or of a document of its.
///
/// HTTPS, as IAM demands. An issuer on this host, which needs no certificate to be believed, may use plain HTTP and a port.
struct IssuerURL: Hashable, Sendable {
    /// As it was written.
    let text: String
    let isSecure: Bool
    let host: String
    let port: Int
    /// Path and query.
    let target: String

    /// Nil for any other URL.
    init?(_ text: String) {
        guard let parts = URLComponents(string: text), let host = parts.host, !host.isEmpty, parts.user == nil,
            parts.fragment == nil
        else { return nil }
        switch parts.scheme {
        case "https": isSecure = true
        case "http" where Self.isThisHost(host): isSecure = false
        default: return nil
        }
        self.text = text
        self.host = host
        port = parts.port ?? (isSecure ? 443 : 80)
        let path = parts.percentEncodedPath
        target = (path.isEmpty ? "/" : path) + (parts.percentEncodedQuery.map { "?\($0)" } ?? "")
    }

    /// Without the scheme, as the ARN of the provider and its condition keys have it.
    var name: String {
        String(text.drop { $0 != ":" }.dropFirst("://".count))
    }

    /// Where the issuer describes itself: the path below its own.
    var discovery: IssuerURL {
        var path = text
        if path.hasSuffix("/") { path.removeLast() }
        return IssuerURL("\(path)/.well-known/openid-configuration") ?? self
    }

    /// What the `Host` header says.
    var authority: String {
        port == (isSecure ? 443 : 80) ? host : "\(host):\(port)"
    }

    static func isThisHost(_ host: some StringProtocol) -> Bool {
        host == "localhost" || host == "127.0.0.1"
    }
}
