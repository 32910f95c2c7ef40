import NIOHTTP1
import StateStore

/// The function URL that a request is for, by its host or by its path.
struct FunctionURLTarget: Sendable, Equatable {
    let urlID: String
    /// The target as the function is to see it: path and query, percent-encoded.
    let uri: String

    /// Nil for a request to anything else.
    init?(_ head: HTTPRequestHead) {
        if head.uri.hasPrefix(FunctionURLAddress.pathPrefix) {
            let rest = head.uri.dropFirst(FunctionURLAddress.pathPrefix.count)
            let id = rest.prefix { $0 != "/" && $0 != "?" }
            let uri = rest.dropFirst(id.count)
            self.init(urlID: String(id), uri: uri.hasPrefix("/") ? String(uri) : "/" + uri)
            return
        }
        guard let host = head.headers.first(name: "host") else { return nil }
        let labels = host.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false)
        guard labels.count == 3, labels[1] == "lambda-url" else { return nil }
        self.init(urlID: labels[0].lowercased(), uri: head.uri)
    }

    private init(urlID: String, uri: String) {
        self.urlID = urlID
        self.uri = uri
    }
}
