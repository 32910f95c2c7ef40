import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization
import Testing

@testable import PosternServer

/// Real sockets: what a client sees of the limits and of a drain.
struct HTTPServerTests {
    /// Answers with the target, after as long as the target says.
    private final class Echo: HTTPResponder {
        let arrivals = Atomic(0)

        func bodyLimitBytes(for head: HTTPRequestHead) -> Int { 1000 }

        func respond(
            to request: GatewayRequest,
            on eventLoop: any EventLoop,
            completion: @escaping @Sendable (HTTPAnswer) -> Void
        ) {
            arrivals.add(1, ordering: .sequentiallyConsistent)
            let delay = Int64(request.head.uri.dropFirst()) ?? 0
            let answer = HTTPAnswer(
                status: .ok,
                body: ByteBuffer(string: "\(request.head.uri)\(request.body.readableBytes)")
            )
            _ = eventLoop.scheduleTask(in: .milliseconds(delay)) { completion(answer) }
        }

        func oversized(_ head: HTTPRequestHead) -> HTTPAnswer { .plain(.payloadTooLarge, "too large") }
    }

    private func withServer<Value>(
        limits: HTTPLimits = HTTPLimits(),
        responder: Echo = Echo(),
        _ body: (HTTPServer, Int) async throws -> Value
    ) async throws -> Value {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let server = HTTPServer(group: group, responder: responder, limits: limits)
        let listener = try await server.listen(host: "127.0.0.1", port: 0)
        let port = try #require(listener.localAddress?.port)
        let value = try await body(server, port)
        try? await listener.close()
        try await group.shutdownGracefully()
        return value
    }

    /// Sends bytes and reads until the server closes or `enough` is read.
    private func exchange(
        _ port: Int,
        _ request: String,
        until enough: @escaping @Sendable (String) -> Bool = { _ in false }
    ) async throws -> String {
        let answer = Answer()
        let client = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        do {
            try await client.executeThenClose { inbound, outbound in
                try await outbound.write(ByteBuffer(string: request))
                for try await part in inbound where answer.add(part, until: enough) { break }
            }
        } catch is ChannelError {
            // The server closed first, which is what many of these tests are about.
        } catch is IOError {
            // Likewise, with bytes of ours unread.
        }
        return answer.text
    }

    /// What has been read, also when the connection then ends in an error.
    private final class Answer: Sendable {
        private let bytes = Mutex("")

        var text: String { bytes.withLock { $0 } }

        func add(_ part: ByteBuffer, until enough: (String) -> Bool) -> Bool {
            bytes.withLock { text in
                text += String(buffer: part)
                return enough(text)
            }
        }
    }

    @Test("requests that are sent together are answered in their order")
    func pipelining() async throws {
        let answer = try await withServer { _, port in
            let requests = ["/30", "/1", "/2"].map { "GET \($0) HTTP/1.1\r\nHost: x\r\n\r\n" }.joined()
            return try await exchange(port, requests) {
                $0.components(separatedBy: "HTTP/1.1 200").count == 4 && $0.hasSuffix("/20")
            }
        }
        let order = ["/300", "/10", "/20"].compactMap { answer.range(of: $0)?.lowerBound }
        #expect(order.count == 3)
        #expect(order == order.sorted())
    }

    @Test("a body beyond the limit is answered and the connection closed")
    func oversizedBody() async throws {
        let answer = try await withServer { _, port in
            try await exchange(port, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1001\r\n\r\n")
        }
        #expect(answer.hasPrefix("HTTP/1.1 413"))
        #expect(answer.lowercased().contains("connection: close"))
    }

    @Test("a head that does not come to its end is cut off")
    func slowHead() async throws {
        var limits = HTTPLimits()
        limits.headTimeout = .milliseconds(200)
        limits.idleTimeout = .milliseconds(400)
        let answer = try await withServer(limits: limits) { _, port in
            try await exchange(port, "GET / HTTP/1.1\r\nHost: x\r\n")
        }
        #expect(answer.isEmpty)
    }

    @Test("a drain lets the request in flight finish, then closes")
    func drain() async throws {
        let responder = Echo()
        let answer = try await withServer(responder: responder) { server, port in
            async let answer = exchange(port, "GET /300 HTTP/1.1\r\nHost: x\r\n\r\n")
            while responder.arrivals.load(ordering: .sequentiallyConsistent) == 0 {
                try await Task.sleep(for: .milliseconds(5))
            }
            await server.shutDown()
            return try await answer
        }
        #expect(answer.hasPrefix("HTTP/1.1 200"))
    }

    @Test("what is not HTTP is refused", arguments: ["GARBAGE\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "\u{16}\u{3}\u{1}"])
    func garbage(request: String) async throws {
        var limits = HTTPLimits()
        limits.idleTimeout = .milliseconds(300)
        limits.headTimeout = .milliseconds(300)
        let answer = try await withServer(limits: limits) { _, port in try await exchange(port, request) }
        #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 400"))
    }
}
