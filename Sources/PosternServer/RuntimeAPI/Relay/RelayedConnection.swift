import NIOCore

/// One end of a connection that is carried on: what it reads, its partner writes, no faster than that can.
final class RelayedConnection: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private var context: ChannelHandlerContext?
    private var partner: RelayedConnection?
    /// Whether the partner could not write when this end wanted to read.
    private var hasPendingRead = false

    /// Joins two channels of one event loop, both with automatic reading off, and begins to read.
    static func join(_ first: any Channel, _ second: any Channel) throws {
        let ends = (RelayedConnection(), RelayedConnection())
        ends.0.partner = ends.1
        ends.1.partner = ends.0
        do {
            try first.pipeline.syncOperations.addHandler(ends.0)
            try second.pipeline.syncOperations.addHandler(ends.1)
        } catch {
            second.close(promise: nil)
            throw error
        }
        ends.0.read()
        ends.1.read()
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
        partner = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        partner?.write(unwrapInboundIn(data))
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        partner?.context?.flush()
        read()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        guard context.channel.isWritable, let partner, partner.hasPendingRead else { return }
        partner.read()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .inputClosed = event as? ChannelEvent {
            // Whoever has said everything may still listen.
            partner?.context?.close(mode: .output, promise: nil)
        } else {
            context.fireUserInboundEventTriggered(event)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        partner?.context?.close(promise: nil)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func write(_ bytes: ByteBuffer) {
        context?.write(wrapOutboundOut(bytes), promise: nil)
    }

    private func read() {
        let canWrite = partner?.context?.channel.isWritable ?? false
        hasPendingRead = !canWrite
        if canWrite { context?.read() }
    }
}
