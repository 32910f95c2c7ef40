/// The part of an HTTP request that a signature covers besides its body.
///
/// Generic over the headers so that a server hands over what its HTTP library gave it (NIO's `HTTPHeaders` conforms)
/// without building another collection. Values are raw: nothing decoded, folded lines and duplicates as they came.
public struct RequestHead<Headers: Collection> where Headers.Element == (name: String, value: String) {
    /// The method as it stood in the request line, such as `POST`.
    public let method: String
    /// The request target as it stood in the request line: origin form (`/path?query`) or absolute form.
    public let target: String
    /// Header fields in the order of arrival. Over HTTP/2 the server adds `:authority` as `host`.
    public let headers: Headers

    public init(method: String, target: String, headers: Headers) {
        self.method = method
        self.target = target
        self.headers = headers
    }
}

extension RequestHead: Sendable where Headers: Sendable {}
