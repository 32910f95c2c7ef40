/// What the transport sends back to a runtime.
package struct RuntimeReply: Sendable {
    /// HTTP status code.
    package var status: Int
    /// In order; `Content-Type` is among them, `Content-Length` is the transport's.
    package var headers: [(name: String, value: String)]
    package var body: [UInt8]

    package init(status: Int, headers: [(name: String, value: String)], body: [UInt8]) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}
