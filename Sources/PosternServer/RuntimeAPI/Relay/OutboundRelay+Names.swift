import NIOCore
import NIOPosix

extension OutboundRelay {
    /// - Parameter nameService: a UDP socket inside a sandbox, to which its questions to name servers come; taken over.
    func serve(nameService: CInt) async throws -> any Channel {
        let group = group
        return try await DatagramBootstrap(group: group)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(NameQuestions(group: group))
                }
            }
            .withBoundSocket(nameService).get()
    }
}

/// Asks the host's name server what functions ask, and keeps private addresses out of the answers.
private final class NameQuestions: ChannelInboundHandler {
    typealias InboundIn = AddressedEnvelope<ByteBuffer>
    typealias OutboundOut = AddressedEnvelope<ByteBuffer>

    /// More at the same time are dropped, as a busy name server would.
    private static let concurrentLimit = 64

    private let group: MultiThreadedEventLoopGroup
    private let server = NameServers.first()
    private var underway = 0

    init(group: MultiThreadedEventLoopGroup) {
        self.group = group
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let envelope = unwrapInboundIn(data)
        let question = Array(envelope.data.readableBytesView)
        guard underway < Self.concurrentLimit, let refusal = NameAnswer.refusal(of: question) else { return }
        guard let server else { return answer(refusal, to: envelope.remoteAddress, context) }
        underway += 1
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        NameQuestion.ask(question, of: server, on: context.eventLoop).whenComplete { result in
            let (handler, context) = bound.value
            handler.underway -= 1
            guard case .success(let found) = result else { return }
            handler.answer(NameAnswer(found).isPublic ? found : refusal, to: envelope.remoteAddress, context)
        }
    }

    private func answer(_ bytes: [UInt8], to asker: SocketAddress, _ context: ChannelHandlerContext) {
        guard context.channel.isActive else { return }
        let envelope = AddressedEnvelope(remoteAddress: asker, data: ByteBuffer(bytes: bytes))
        context.writeAndFlush(wrapOutboundOut(envelope), promise: nil)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // An asker that has gone away is no reason to answer nobody any more.
    }
}

/// One question, on a socket of its own: its port and identifier are what a forger would have to guess.
private final class NameQuestion: ChannelInboundHandler {
    typealias InboundIn = AddressedEnvelope<ByteBuffer>

    private static let answerLimit: TimeAmount = .seconds(5)

    private let identifier: UInt16?
    private let server: SocketAddress
    private let answer: EventLoopPromise<[UInt8]>

    private init(_ question: [UInt8], of server: SocketAddress, _ answer: EventLoopPromise<[UInt8]>) {
        identifier = NameAnswer.identifier(of: question)
        self.server = server
        self.answer = answer
    }

    private struct NoAnswer: Error {}

    static func ask(
        _ question: [UInt8],
        of server: SocketAddress,
        on eventLoop: any EventLoop
    ) -> EventLoopFuture<[UInt8]> {
        let answer = eventLoop.makePromise(of: [UInt8].self)
        let timeout = eventLoop.scheduleTask(in: answerLimit) { answer.fail(NoAnswer()) }
        DatagramBootstrap(group: eventLoop)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(NameQuestion(question, of: server, answer))
                }
            }
            .bind(host: server.protocol == .inet6 ? "::" : "0.0.0.0", port: 0)
            .whenComplete { result in
                switch result {
                case .failure(let error): answer.fail(error)
                case .success(let channel):
                    let envelope = AddressedEnvelope(remoteAddress: server, data: ByteBuffer(bytes: question))
                    channel.writeAndFlush(envelope, promise: nil)
                    answer.futureResult.whenComplete { _ in
                        timeout.cancel()
                        channel.close(promise: nil)
                    }
                }
            }
        return answer.futureResult
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let envelope = unwrapInboundIn(data)
        let bytes = Array(envelope.data.readableBytesView)
        guard envelope.remoteAddress == server, NameAnswer.identifier(of: bytes) == identifier else { return }
        answer.succeed(bytes)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        answer.fail(error)
    }
}
