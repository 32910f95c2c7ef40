package import NIOCore

/// The bounds of everything a client can send or withhold. Each is held by a test in `HTTPServerTests`.
package struct HTTPLimits: Sendable {
    /// Request line and header fields together, in bytes.
    package var headBytes = 64 * 1024
    /// Header fields in one request.
    package var headerFields = 200
    /// From the first byte of a request to the end of its head.
    package var headTimeout: TimeAmount = .seconds(10)
    /// Between two reads of a body.
    package var bodyTimeout: TimeAmount = .seconds(30)
    /// Between two requests on one connection.
    package var idleTimeout: TimeAmount = .seconds(75)
    /// How long a client may take nothing of a streamed body that waits for it.
    package var stallTimeout: TimeAmount = .seconds(60)
    /// How long a drain waits for requests in flight.
    package var drainTimeout: TimeAmount = .seconds(10)

    package init() {}
}
