import LambdaCore
import NIOCore
import NIOHTTP1

/// One connection of a runtime or an extension to the Runtime API of its environment.
///
/// <https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html>
final class RuntimeConnection: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    /// What a runtime may send at once: a response a little longer than Lambda's own bound, so that the bound is what
    /// refuses it.
    private static let bodyLimitBytes = 8 * 1024 * 1024

    let endpoint: any RuntimeEndpoint
    private var head: HTTPRequestHead?
    private var body = ByteBuffer()
    /// The response that the runtime is writing piece by piece.
    private var stream: StreamedRuntimeResponse?
    /// The answer to a request whose body is not wanted.
    private var refusal: RuntimeReply?

    init(endpoint: any RuntimeEndpoint) {
        self.endpoint = endpoint
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
            body.clear()
            beginStream(head, context: context)
        case .body(let part) where stream != nil:
            stream?.write(part)
        case .body where refusal != nil:
            break
        case .body(var part):
            // What is longer is refused by its length, however much of it is kept.
            guard body.readableBytes + part.readableBytes <= Self.bodyLimitBytes else { return }
            if body.readableBytes == 0 { body = part } else { body.writeBuffer(&part) }
        case .end(let trailers):
            guard let head = head.take() else { return }
            if let reply = stream.take()?.end(trailers) ?? refusal.take() {
                write(reply, context: context)
            } else {
                answer(head, context: context)
            }
        }
    }

    /// A response that is streamed does not wait for its end.
    private func beginStream(_ head: HTTPRequestHead, context: ChannelHandlerContext) {
        guard case .response(let requestID) = RuntimeRoute(method: head.method, path: head.uri),
            head.headers.first(name: "lambda-runtime-function-response-mode") == "streaming"
        else { return }
        switch endpoint.beginResponse(requestID: requestID, contentType: head.headers.first(name: "content-type")) {
        case .stream(let stream): self.stream = StreamedRuntimeResponse(stream, on: context.channel)
        case .refused(let reply): refusal = reply
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        stream.take()?.breakOff()
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func answer(_ head: HTTPRequestHead, context: ChannelHandlerContext) {
        let headers = head.headers
        switch RuntimeRoute(method: head.method, path: head.uri) {
        case .next:
            holdOpen(context: context) { [endpoint] in endpoint.next($0) }
        case .nextExtensionEvent:
            let identifier = Self.identifier(headers)
            holdOpen(context: context) { [endpoint] in endpoint.nextEvent(extension: identifier, $0) }
        case .registerExtension: write(register(headers), context: context)
        case .extensionError(let phase): write(fail(in: phase, headers), context: context)
        case .subscribe(let api): write(subscribe(to: api, headers), context: context)
        case .response(let requestID):
            let mode = headers.first(name: "lambda-runtime-function-response-mode")
            write(endpoint.respond(requestID: requestID, mode: mode, body: takeBody()), context: context)
        case .error(let requestID):
            let type = headers.first(name: "lambda-runtime-function-error-type")
            write(endpoint.fail(requestID: requestID, errorType: type, body: takeBody()), context: context)
        case .initError:
            let type = headers.first(name: "lambda-runtime-function-error-type")
            write(endpoint.failInitialization(errorType: type, body: takeBody()), context: context)
        case .ping:
            write(
                RuntimeReply(status: 200, headers: [("Content-Type", "text/plain")], body: Array("pong".utf8)),
                context: context
            )
        case nil:
            write(
                RuntimeReply(
                    status: 404,
                    headers: [("Content-Type", "text/plain")],
                    body: Array("404 page not found\n".utf8)
                ),
                context: context
            )
        }
    }

    /// Sends the reply whenever it comes, from whatever thread.
    private func holdOpen(
        context: ChannelHandlerContext,
        _ ask: (@escaping @Sendable (RuntimeReply) -> Void) -> Void
    ) {
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        let eventLoop = context.eventLoop
        ask { reply in
            let finish: @Sendable () -> Void = {
                let (connection, context) = bound.value
                connection.write(reply, context: context)
            }
            if eventLoop.inEventLoop { finish() } else { eventLoop.execute(finish) }
        }
    }

    func takeBody() -> [UInt8] {
        defer { body.clear() }
        return Array(body.readableBytesView)
    }

    private func write(_ reply: RuntimeReply, context: ChannelHandlerContext) {
        guard context.channel.isActive else { return }
        var headers = HTTPHeaders(reply.headers.map { ($0.name, $0.value) })
        headers.add(name: "Content-Length", value: String(reply.body.count))
        let status = HTTPResponseStatus(statusCode: reply.status)
        context.write(
            wrapOutboundOut(.head(HTTPResponseHead(version: .http1_1, status: status, headers: headers))),
            promise: nil
        )
        if !reply.body.isEmpty {
            context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: reply.body)))), promise: nil)
        }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }
}
