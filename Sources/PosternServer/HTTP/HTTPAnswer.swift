package import NIOCore
package import NIOHTTP1

/// An answer. Framing headers (`Content-Length`, `Transfer-Encoding`, `Connection`, `Date`) are the connection's to add.
package struct HTTPAnswer: Sendable {
    package var status: HTTPResponseStatus
    package var headers: HTTPHeaders
    package var body: ByteBuffer
    /// The body, when it is not known yet; ``body`` is empty then.
    package var stream: HTTPBodyStream?

    package init(status: HTTPResponseStatus, headers: HTTPHeaders = [:], body: ByteBuffer = ByteBuffer()) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    package init(status: HTTPResponseStatus, headers: HTTPHeaders, stream: HTTPBodyStream) {
        self.status = status
        self.headers = headers
        self.body = ByteBuffer()
        self.stream = stream
    }
}

/// What answers requests. It is called on the connection's event loop and must not block it.
package protocol HTTPResponder: Sendable {
    /// The most bytes of body that will be read for this head; a longer body is answered by ``oversized(_:)``.
    func bodyLimitBytes(for head: HTTPRequestHead) -> Int

    /// Answers one request by calling `completion` exactly once, from any thread, now or later.
    func respond(
        to request: GatewayRequest,
        on eventLoop: any EventLoop,
        completion: @escaping @Sendable (HTTPAnswer) -> Void
    )

    /// The answer to a request whose body is longer than its limit, in the protocol the head speaks.
    func oversized(_ head: HTTPRequestHead) -> HTTPAnswer
}
