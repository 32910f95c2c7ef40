import Glibc
import NIOCore
import NIOPosix
import Synchronization

/// Carries the connections of functions on to the internet, as the ordinary user that the server is.
///
/// A sandbox has no wire to anywhere: its kernel turns every connection that leaves it to one listener, and tells there
/// where it was meant to go. This type looks at that address, dials it from the host and joins the two.
final class OutboundRelay: Sendable {
    /// Of all functions together; each takes two descriptors.
    private static let connectionLimit = 4_096
    private static let connectLimit: TimeAmount = .seconds(10)

    let group: MultiThreadedEventLoopGroup
    private let open = Atomic<Int>(0)

    init(group: MultiThreadedEventLoopGroup) {
        self.group = group
    }

    /// - Parameter relay: a listening socket inside a sandbox; taken over.
    func serve(relay: CInt, _ connections: RuntimeConnections) async throws -> any Channel {
        try await ServerBootstrap(group: group)
            .childChannelOption(.autoRead, value: false)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelInitializer { [self] inside in
                connections.add(inside)
                return inside.eventLoop.makeCompletedFuture {
                    try inside.pipeline.syncOperations.addHandler(AcceptedConnection { self.carryOn(inside) })
                }
            }
            .withBoundSocket(relay).get()
    }

    private func carryOn(_ inside: any Channel) {
        guard open.add(1, ordering: .relaxed).newValue <= Self.connectionLimit else {
            open.subtract(1, ordering: .relaxed)
            return inside.close(promise: nil)
        }
        inside.closeFuture.whenComplete { [self] _ in open.subtract(1, ordering: .relaxed) }
        Self.destination(of: inside)
            .flatMap { destination in self.dial(destination, for: inside) }
            .whenComplete { result in
                // What cannot be reached, or may not be, is hung up on.
                if case .failure = result { inside.close(promise: nil) }
            }
    }

    private func dial(_ destination: sockaddr_in, for inside: any Channel) -> EventLoopFuture<Void> {
        let address = UInt32(bigEndian: destination.sin_addr.s_addr)
        guard PublicAddress.includes(address), !HostAddresses.include(address) else {
            return inside.eventLoop.makeFailedFuture(NotPublic())
        }
        return ClientBootstrap(group: inside.eventLoop)
            .connectTimeout(Self.connectLimit)
            .channelOption(.autoRead, value: false)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .connect(to: SocketAddress(destination, host: ""))
            .flatMapThrowing { outside in
                try RelayedConnection.join(inside, outside)
            }
    }

    private struct NotPublic: Error {}

    /// Where the function meant to connect, which the packet filter remembers.
    private static func destination(of inside: any Channel) -> EventLoopFuture<sockaddr_in> {
        guard let provider = inside as? any SocketOptionProvider else {
            return inside.eventLoop.makeFailedFuture(NotPublic())
        }
        // SO_ORIGINAL_DST of <linux/netfilter_ipv4.h>.
        return provider.unsafeGetSocketOption(
            level: NIOBSDSocket.OptionLevel(rawValue: CInt(IPPROTO_IP)),
            name: NIOBSDSocket.Option(rawValue: 80)
        )
    }
}

/// Tells when a connection can be read: one that is asked to read before it is registered forgets it.
private final class AcceptedConnection: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let begin: () -> Void

    init(_ begin: @escaping () -> Void) {
        self.begin = begin
    }

    func channelActive(context: ChannelHandlerContext) {
        begin()
        context.fireChannelActive()
    }
}
