import Dispatch
import Glibc
import LambdaCore
import NIOCore
import NIOHTTP1
import NIOPosix

/// One `POST` of telemetry to a server inside a sandbox.
///
/// What is hostile here is that server: it gets a bounded time and its answer is not kept.
enum TelemetryPost {
    private static let connectLimitMilliseconds: CInt = 1_000
    private static let answerLimit: TimeAmount = .seconds(10)

    /// - Parameter socket: not yet connected, non-blocking; taken over.
    static func send(
        _ body: [UInt8],
        to destination: TelemetryDestination,
        through socket: CInt,
        group: MultiThreadedEventLoopGroup
    ) async -> Bool {
        guard await connect(socket, port: destination.port) else {
            close(socket)
            return false
        }
        let answer = group.next().makePromise(of: Bool.self)
        do {
            let channel = try await ClientBootstrap(group: group)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        let pipeline = channel.pipeline.syncOperations
                        try pipeline.addHTTPClientHandlers()
                        try pipeline.addHandler(TelemetryExchange(body, destination, answer))
                    }
                }
                .withConnectedSocket(socket).get()
            let timeout = channel.eventLoop.scheduleTask(in: answerLimit) { channel.close(promise: nil) }
            channel.closeFuture.whenComplete { _ in timeout.cancel() }
            return try await answer.futureResult.get()
        } catch {
            // A subscriber that does not listen is no fault of the server: the batch is kept and tried again.
            answer.fail(error)
            return false
        }
    }

    /// A server that listens is connected at once, by the kernel; only one that accepts nothing takes time.
    private static func connect(_ socket: CInt, port: UInt16) async -> Bool {
        await withCheckedContinuation { continuation in
            DispatchQueue.global(qos: .utility).async {
                continuation.resume(returning: isConnected(socket, port: port))
            }
        }
    }

    private static func isConnected(_ socket: CInt, port: UInt16) -> Bool {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result != 0 else { return true }
        guard errno == EINPROGRESS else { return false }
        var ready = pollfd(fd: socket, events: Int16(POLLOUT), revents: 0)
        guard poll(&ready, 1, connectLimitMilliseconds) == 1 else { return false }
        var error: CInt = 0
        var size = socklen_t(MemoryLayout<CInt>.size)
        return getsockopt(socket, SOL_SOCKET, SO_ERROR, &error, &size) == 0 && error == 0
    }
}

/// Writes the request and waits for the answer's end.
private final class TelemetryExchange: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundOut = HTTPClientRequestPart

    private let body: [UInt8]
    private let destination: TelemetryDestination
    private let answer: EventLoopPromise<Bool>
    private var isSuccess = false
    private var hasAnswered = false

    init(_ body: [UInt8], _ destination: TelemetryDestination, _ answer: EventLoopPromise<Bool>) {
        self.body = body
        self.destination = destination
        self.answer = answer
    }

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { request(context) }
    }

    func channelActive(context: ChannelHandlerContext) {
        request(context)
    }

    private func request(_ context: ChannelHandlerContext) {
        let headers: HTTPHeaders = [
            "Host": destination.authority, "Content-Type": "application/json",
            "Content-Length": String(body.count), "Connection": "close",
        ]
        let head = HTTPRequestHead(version: .http1_1, method: .POST, uri: destination.path, headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: body)))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): isSuccess = (200..<300).contains(head.status.code)
        case .body: break
        case .end:
            finish(isSuccess)
            context.close(promise: nil)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        finish(false)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        finish(false)
        context.close(promise: nil)
    }

    private func finish(_ isTaken: Bool) {
        guard !hasAnswered else { return }
        hasAnswered = true
        answer.succeed(isTaken)
    }
}
