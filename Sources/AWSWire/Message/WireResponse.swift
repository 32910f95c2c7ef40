/// An answer ready to be written to the connection. `Content-Length` is left to the HTTP layer.
package struct WireResponse: Sendable {
    /// The HTTP status code.
    package var status: Int
    /// Header fields in the order to be written, among them `x-amzn-RequestId` and `Content-Type`.
    package var headers: [WireHeader]
    /// The whole body; empty for answers that have none.
    package var body: [UInt8]

    package init(status: Int, headers: [WireHeader] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}
