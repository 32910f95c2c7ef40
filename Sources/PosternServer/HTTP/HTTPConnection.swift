import NIOCore
import NIOHTTP1

/// One connection: assembles requests, hands them to the responder, writes answers, closes slow clients.
///
/// The channel's pipelining assistance delivers one request at a time, so a connection has at most one in flight.
final class HTTPConnection: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let responder: any HTTPResponder
    private let limits: HTTPLimits
    private let listener: Ingress.Listener
    private let drain: ConnectionDrain
    private var ingress: Ingress
    private var assembly = RequestAssembly()
    private var isResponding = false
    /// The body that is being written, and whether the connection stays open after it.
    private var streaming: (stream: HTTPBodyStream, staysOpen: Bool)?
    /// Parts of it that the operating system has not taken yet.
    private var untakenParts = 0
    private var closesAfterAnswer = false
    private var headHasBegun = false
    private var deadline = NIODeadline.distantFuture
    private var timer: Scheduled<Void>?

    init(responder: any HTTPResponder, limits: HTTPLimits, listener: Ingress.Listener, drain: ConnectionDrain) {
        self.responder = responder
        self.limits = limits
        self.listener = listener
        self.drain = drain
        self.ingress = Ingress(listener: listener, peer: nil)
    }

    /// Bytes came in: an idle connection now has until ``HTTPLimits/headTimeout`` to finish its head.
    func bytesArrived() {
        guard assembly.isIdle, !isResponding, !headHasBegun else { return }
        headHasBegun = true
        deadline = .now() + limits.headTimeout
    }

    // MARK: Channel events

    func handlerAdded(context: ChannelHandlerContext) {
        ingress = Ingress(listener: listener, peer: context.remoteAddress)
        drain.add(context.channel)
        expect(within: limits.idleTimeout, context: context)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        timer?.cancel()
        drain.remove(context.channel)
        streaming.take()?.stream.abandon()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            headHasBegun = false
            expect(within: limits.bodyTimeout, context: context)
            let bodyLimit = responder.bodyLimitBytes(for: head)
            perform(assembly.receiveHead(head, limits: limits, bodyLimitBytes: bodyLimit), context: context)
        case .body(let part):
            expect(within: limits.bodyTimeout, context: context)
            perform(assembly.receiveBody(part), context: context)
        case .end:
            perform(assembly.receiveEnd(), context: context)
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .inputClosed? = event as? ChannelEvent, !isResponding {
            context.close(promise: nil)
        } else if event is ConnectionDrain.Signal {
            closesAfterAnswer = true
            if !isResponding { context.close(promise: nil) }
        }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard error is HTTPParserError, !isResponding else {
            context.close(promise: nil)
            return
        }
        closesAfterAnswer = true
        write(.plain(.badRequest, "malformed HTTP request"), keepAlive: false, isHead: false, context: context)
    }

    // MARK: Steps

    private func perform(_ step: RequestAssembly.Step, context: ChannelHandlerContext) {
        switch step {
        case .wait:
            break
        case .sendContinue:
            context.writeAndFlush(
                wrapOutboundOut(.head(HTTPResponseHead(version: .http1_1, status: .continue))),
                promise: nil
            )
        case .complete(let head, let body):
            respond(to: head, body, context: context)
        case .refuse(let head, let refusal):
            closesAfterAnswer = true
            write(answer(to: refusal, head), keepAlive: false, isHead: head.method == .HEAD, context: context)
        }
    }

    private func respond(to head: HTTPRequestHead, _ body: ByteBuffer, context: ChannelHandlerContext) {
        isResponding = true
        deadline = .distantFuture
        let request = GatewayRequest(head: head, body: body, ingress: ingress)
        let eventLoop = context.eventLoop
        let bound = NIOLoopBound((self, context), eventLoop: eventLoop)
        let keepAlive = head.isKeepAlive
        let isHead = head.method == .HEAD
        responder.respond(to: request, on: eventLoop) { answer in
            let finish: @Sendable () -> Void = {
                let (connection, context) = bound.value
                connection.write(answer, keepAlive: keepAlive, isHead: isHead, context: context)
            }
            if eventLoop.inEventLoop { finish() } else { eventLoop.execute(finish) }
        }
    }

    private func write(_ answer: HTTPAnswer, keepAlive: Bool, isHead: Bool, context: ChannelHandlerContext) {
        if let stream = answer.stream {
            return write(answer, stream, keepAlive: keepAlive, isHead: isHead, context: context)
        }
        isResponding = false
        guard context.channel.isActive else { return }
        let staysOpen = keepAlive && !closesAfterAnswer
        var headers = answer.headers
        if !headers.contains(name: "content-length"), answer.status != .noContent {
            headers.add(name: "Content-Length", value: String(answer.body.readableBytes))
        }
        headers.add(name: "Connection", value: staysOpen ? "keep-alive" : "close")
        context.write(
            wrapOutboundOut(.head(HTTPResponseHead(version: .http1_1, status: answer.status, headers: headers))),
            promise: nil
        )
        if answer.body.readableBytes > 0, !isHead {
            context.write(wrapOutboundOut(.body(.byteBuffer(answer.body))), promise: nil)
        }
        finish(staysOpen: staysOpen, context: context)
    }

    /// Ends the answer that is being written.
    private func finish(staysOpen: Bool, context: ChannelHandlerContext) {
        let written = context.writeAndFlush(wrapOutboundOut(.end(nil)))
        if staysOpen {
            expect(within: limits.idleTimeout, context: context)
        } else {
            let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
            written.whenComplete { _ in bound.value.close(promise: nil) }
        }
    }

    // MARK: Streamed bodies

    private func write(
        _ answer: HTTPAnswer,
        _ stream: HTTPBodyStream,
        keepAlive: Bool,
        isHead: Bool,
        context: ChannelHandlerContext
    ) {
        let staysOpen = keepAlive && !closesAfterAnswer
        guard context.channel.isActive else { return stream.abandon() }
        var headers = answer.headers
        if !headers.contains(name: "content-length") { headers.add(name: "Transfer-Encoding", value: "chunked") }
        headers.add(name: "Connection", value: staysOpen ? "keep-alive" : "close")
        context.writeAndFlush(
            wrapOutboundOut(.head(HTTPResponseHead(version: .http1_1, status: answer.status, headers: headers))),
            promise: nil
        )
        guard !isHead else {
            stream.abandon()
            isResponding = false
            return finish(staysOpen: staysOpen, context: context)
        }
        streaming = (stream, staysOpen)
        let eventLoop = context.eventLoop
        let bound = NIOLoopBound((self, context), eventLoop: eventLoop)
        stream.read { event in
            eventLoop.execute {
                let (connection, context) = bound.value
                connection.write(event, context: context)
            }
        }
    }

    private func write(_ event: HTTPBodyStream.Event, context: ChannelHandlerContext) {
        switch event {
        case .bytes(let bytes, let whenTaken):
            guard streaming != nil, context.channel.isActive else { return whenTaken() }
            untakenParts += 1
            expect(within: limits.stallTimeout, context: context)
            let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
            context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(bytes)))).whenComplete { _ in
                let (connection, context) = bound.value
                connection.partWasTaken(context: context)
                whenTaken()
            }
        case .end:
            guard let (_, staysOpen) = streaming.take(), context.channel.isActive else { return }
            isResponding = false
            finish(staysOpen: staysOpen && !closesAfterAnswer, context: context)
        case .broken:
            streaming = nil
            context.close(promise: nil)
        }
    }

    /// The client has a while for each part; nobody knows when the next one comes.
    private func partWasTaken(context: ChannelHandlerContext) {
        untakenParts -= 1
        guard streaming != nil else { return }
        if untakenParts == 0 {
            deadline = .distantFuture
        } else {
            expect(within: limits.stallTimeout, context: context)
        }
    }

    private func answer(to refusal: RequestAssembly.Refusal, _ head: HTTPRequestHead) -> HTTPAnswer {
        switch refusal {
        case .headTooLarge:
            .plain(.requestHeaderFieldsTooLarge, "the request head is longer than \(limits.headBytes) bytes")
        case .unknownExpectation:
            .plain(.expectationFailed, "only 'Expect: 100-continue' is understood")
        case .bodyTooLarge:
            responder.oversized(head)
        }
    }

    // MARK: Time-outs

    /// Sets the time by which the client must have sent more. One timer a connection: it looks at the deadline when it fires.
    private func expect(within amount: TimeAmount, context: ChannelHandlerContext) {
        deadline = .now() + amount
        guard timer == nil else { return }
        arm(context: context)
    }

    private func arm(context: ChannelHandlerContext) {
        let next = min(deadline, .now() + limits.headTimeout)
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        timer = context.eventLoop.scheduleTask(deadline: next) {
            let (connection, context) = bound.value
            if connection.deadline <= .now() {
                context.close(promise: nil)
            } else {
                connection.arm(context: context)
            }
        }
    }
}

extension HTTPAnswer {
    /// A plain sentence, for what no AWS protocol has an answer to.
    static func plain(_ status: HTTPResponseStatus, _ sentence: String) -> HTTPAnswer {
        HTTPAnswer(
            status: status,
            headers: ["Content-Type": "text/plain; charset=utf-8"],
            body: ByteBuffer(string: sentence + "\n")
        )
    }
}
