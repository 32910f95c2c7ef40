package import NIOCore
package import NIOHTTP1

/// One whole HTTP request as it arrived: nothing decoded, nothing normalised.
package struct GatewayRequest: Sendable {
    /// Method, target and header fields, byte for byte as sent.
    package let head: HTTPRequestHead
    /// The whole body; its length is within the limit that was set for the head.
    package let body: ByteBuffer
    package let ingress: Ingress

    package init(head: HTTPRequestHead, body: ByteBuffer, ingress: Ingress) {
        self.head = head
        self.body = body
        self.ingress = ingress
    }
}

/// The way a request came in: facts of the socket, never of the message.
package struct Ingress: Sendable {
    /// Which listener accepted the connection.
    package enum Listener: Sendable, Equatable {
        /// The address given to `postern serve --listen`.
        case main
        /// The gateway's listener inside the sandbox of one execution environment.
        case sandbox(environmentID: String)
        /// None: a service, such as `lambda.amazonaws.com`, calls by itself.
        case service(name: String)
    }

    package let listener: Listener
    /// The peer's IP address in text; nil for a peer without one.
    package let peerAddress: String?
    package let isLoopback: Bool

    package init(listener: Listener, peerAddress: String?, isLoopback: Bool) {
        self.listener = listener
        self.peerAddress = peerAddress
        self.isLoopback = isLoopback
    }

    init(listener: Listener, peer: SocketAddress?) {
        let address = peer?.ipAddress
        self.init(listener: listener, peerAddress: address, isLoopback: Self.isLoopback(address))
    }

    private static func isLoopback(_ address: String?) -> Bool {
        guard let address else { return false }
        return address == "::1" || address.hasPrefix("127.") || address.hasPrefix("::ffff:127.")
    }
}
