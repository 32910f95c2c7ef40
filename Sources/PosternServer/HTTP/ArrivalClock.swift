import NIOCore

/// Stands before the HTTP decoder and tells the connection that bytes have come, so that a head sent drop by drop is
/// timed from its first byte: the decoder itself says nothing before a head is whole.
final class ArrivalClock: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let connection: HTTPConnection

    init(_ connection: HTTPConnection) {
        self.connection = connection
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        connection.bytesArrived()
        context.fireChannelRead(data)
    }
}
