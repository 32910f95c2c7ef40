import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// One request to another server, over a connection of its own, within bounds of time and size.
struct HTTPExchange: Sendable {
    let host: String
    let port: Int
    /// Nil for plain HTTP.
    let tls: NIOSSLContext?
    /// From connecting to the end of the answer.
    let timeout: TimeAmount
    let maximumAnswerBytes: Int

    init(host: String, port: Int, tls: NIOSSLContext? = nil, timeout: TimeAmount, maximumAnswerBytes: Int) {
        self.host = host
        self.port = port
        self.tls = tls
        self.timeout = timeout
        self.maximumAnswerBytes = maximumAnswerBytes
    }

    /// - Throws: NIO's error for a server that cannot be reached, proves no identity, is too slow or says too much.
    func send(_ head: HTTPRequestHead, _ body: [UInt8] = []) async throws -> HTTPAnswer {
        let group = MultiThreadedEventLoopGroup.singleton
        let answer = group.any().makePromise(of: HTTPAnswer.self)
        let channel: any Channel
        do {
            channel = try await ClientBootstrap(group: group)
                .connectTimeout(timeout)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture { try addHandlers(to: channel, answer) }
                }
                .connect(host: host, port: port).get()
        } catch {
            answer.fail(error)
            throw error
        }
        let deadline = channel.eventLoop.scheduleTask(in: timeout) {
            answer.fail(ChannelError.connectTimeout(timeout))
        }
        channel.write(HTTPClientRequestPart.head(head), promise: nil)
        channel.write(HTTPClientRequestPart.body(.byteBuffer(ByteBuffer(bytes: body))), promise: nil)
        channel.writeAndFlush(HTTPClientRequestPart.end(nil), promise: nil)
        defer {
            deadline.cancel()
            channel.close(promise: nil)
        }
        return try await answer.futureResult.get()
    }

    private func addHandlers(to channel: any Channel, _ answer: EventLoopPromise<HTTPAnswer>) throws {
        let pipeline = channel.pipeline.syncOperations
        if let tls {
            // An address has no name to ask for; its certificate must name the address.
            let name = isAddress ? nil : host
            try pipeline.addHandler(NIOSSLClientHandler(context: tls, serverHostname: name))
        }
        try pipeline.addHTTPClientHandlers()
        try pipeline.addHandler(NIOHTTPClientResponseAggregator(maxContentLength: maximumAnswerBytes))
        try pipeline.addHandler(AnswerReceiver(answer))
    }

    private var isAddress: Bool {
        (try? SocketAddress(ipAddress: host, port: port)) != nil
    }
}

/// Keeps the one answer of a connection.
private final class AnswerReceiver: ChannelInboundHandler {
    typealias InboundIn = NIOHTTPClientResponseFull

    private let answer: EventLoopPromise<HTTPAnswer>

    init(_ answer: EventLoopPromise<HTTPAnswer>) {
        self.answer = answer
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let response = unwrapInboundIn(data)
        answer.succeed(
            HTTPAnswer(
                status: response.head.status,
                headers: response.head.headers,
                body: response.body ?? ByteBuffer()
            )
        )
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        answer.fail(error)
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        answer.fail(ChannelError.eof)
    }
}
