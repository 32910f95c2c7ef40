import Foundation
import LambdaCore
import Synchronization

/// Just enough HTTP to run functions in tests: one thread for each connection, requests one after another.
struct TinyRuntimeTransport: RuntimeTransport {
    func serve(
        _ endpoint: any RuntimeEndpoint,
        on listeners: RuntimeListeners,
        of version: FunctionVersion
    ) async throws(EnvironmentFailure) -> any RuntimeService {
        let service = Service(listeners: [listeners.runtimeAPI, listeners.gateway])
        let thread = Thread {
            service.acceptConnections { connection in
                while let request = connection.readRequest() {
                    connection.write(Self.reply(to: request, endpoint))
                }
            }
        }
        thread.start()
        return service
    }

    func post(_ body: [UInt8], to destination: TelemetryDestination, through socket: CInt) async -> Bool {
        close(socket)
        return false
    }

    /// Waits on the connection's own thread, as HTTP/1.1 without pipelining allows.
    private static func reply(to request: Request, _ endpoint: any RuntimeEndpoint) -> RuntimeReply {
        let parts = request.path.split(separator: "/").dropFirst(2).map(String.init)
        let errorType = request.headers["lambda-runtime-function-error-type"]
        switch (parts.first, parts.last) {
        case ("invocation", "next"):
            let reply = Mutex<RuntimeReply?>(nil)
            let arrived = DispatchSemaphore(value: 0)
            endpoint.next { event in
                reply.withLock { $0 = event }
                arrived.signal()
            }
            arrived.wait()
            return reply.withLock(\.self) ?? RuntimeReply(status: 500, headers: [], body: [])
        case ("invocation", "response") where parts.count == 3:
            return endpoint.respond(requestID: parts[1], mode: nil, body: request.body)
        case ("invocation", "error") where parts.count == 3:
            return endpoint.fail(requestID: parts[1], errorType: errorType, body: request.body)
        case ("init", "error"):
            return endpoint.failInitialization(errorType: errorType, body: request.body)
        default:
            return RuntimeReply(status: 404, headers: [], body: [])
        }
    }

    struct Request {
        let path: String
        /// Names in lower case.
        let headers: [String: String]
        let body: [UInt8]
    }

    private final class Service: RuntimeService {
        private let listeners: [CInt]
        private let connections = Mutex<[CInt]>([])

        init(listeners: [CInt]) {
            self.listeners = listeners
        }

        func acceptConnections(_ serve: @escaping @Sendable (borrowing Connection) -> Void) {
            while true {
                var ready = pollfd(fd: listeners[0], events: Int16(POLLIN), revents: 0)
                guard poll(&ready, 1, -1) > 0, ready.revents & Int16(POLLIN) != 0 else { return }
                let descriptor = accept(listeners[0], nil, nil)
                guard descriptor >= 0 else { return }
                connections.withLock { $0.append(descriptor) }
                let thread = Thread { serve(Connection(descriptor: descriptor)) }
                thread.start()
            }
        }

        func stop() {
            for listener in listeners { shutdown(listener, Int32(SHUT_RDWR)) }
            for connection in connections.withLock(\.self) { shutdown(connection, Int32(SHUT_RDWR)) }
        }

        deinit {
            for descriptor in listeners + connections.withLock(\.self) { close(descriptor) }
        }
    }

    struct Connection: ~Copyable {
        let descriptor: CInt

        /// The next request; nil at the end of the connection.
        func readRequest() -> Request? {
            var head: [UInt8] = []
            while !head.suffix(4).elementsEqual("\r\n\r\n".utf8) {
                guard let byte = read(1) else { return nil }
                head += byte
            }
            let lines = String(decoding: head, as: UTF8.self).split(separator: "\r\n")
            let fields = lines.dropFirst().map { $0.split(separator: ":", maxSplits: 1) }
            let headers = Dictionary(
                fields.map { ($0[0].lowercased(), $0[1].trimmingCharacters(in: .whitespaces)) },
                uniquingKeysWith: { first, _ in first }
            )
            guard let path = lines.first?.split(separator: " ").dropFirst().first,
                let body = read(headers["content-length"].flatMap { Int($0) } ?? 0)
            else { return nil }
            return Request(path: String(path), headers: headers, body: body)
        }

        private func read(_ count: Int) -> [UInt8]? {
            var bytes = [UInt8](repeating: 0, count: count)
            var start = 0
            while start < count {
                let received = bytes.withUnsafeMutableBytes {
                    recv(descriptor, $0.baseAddress?.advanced(by: start), count - start, 0)
                }
                guard received > 0 else { return nil }
                start += received
            }
            return bytes
        }

        func write(_ reply: RuntimeReply) {
            let fields = reply.headers.map { "\($0.name): \($0.value)\r\n" }.joined()
            let head = "HTTP/1.1 \(reply.status) X\r\n\(fields)Content-Length: \(reply.body.count)\r\n\r\n"
            let bytes = Array(head.utf8) + reply.body
            var start = 0
            while start < bytes.count {
                let sent = bytes.withUnsafeBytes {
                    send(descriptor, $0.baseAddress?.advanced(by: start), bytes.count - start, Int32(MSG_NOSIGNAL))
                }
                guard sent > 0 else { return }
                start += sent
            }
        }
    }
}
