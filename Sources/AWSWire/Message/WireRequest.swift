/// A request as the codecs see it: what came over HTTP, nothing decoded yet.
package struct WireRequest: Sendable {
    /// The HTTP method, upper case, such as `POST`.
    package var method: String
    /// The target's path, still percent-encoded, without `?` and what follows; `/` at least.
    package var rawPath: String
    /// The target's query, still percent-encoded, without the `?`; empty when there is none.
    package var rawQuery: String
    /// Every header field in the order of arrival.
    package var headers: [WireHeader]
    /// The whole body; the gateway has bounded its size.
    package var body: [UInt8]

    package init(
        method: String,
        rawPath: String,
        rawQuery: String = "",
        headers: [WireHeader] = [],
        body: [UInt8] = []
    ) {
        self.method = method
        self.rawPath = rawPath
        self.rawQuery = rawQuery
        self.headers = headers
        self.body = body
    }
}
