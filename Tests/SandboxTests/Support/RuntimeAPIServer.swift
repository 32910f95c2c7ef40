import Foundation

@testable import Sandbox

/// The least of a Runtime API that a client can live on: hands out events one after the other and collects the posts.
final class RuntimeAPIServer {
    /// What a client posted: the path below `/2018-06-01/runtime/` and the body.
    struct Post: Equatable {
        let path: String
        let body: String
    }

    private let connection: CInt
    private var received: [UInt8] = []

    /// Waits for the client to connect and talks with it, on a thread of its own: all of this blocks.
    static func converse<Result: Sendable>(
        on listener: OwnedDescriptor,
        _ body: @escaping @Sendable (RuntimeAPIServer) throws -> Result
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            let thread = Thread {
                continuation.resume(with: Swift.Result { try body(RuntimeAPIServer(listener: listener)) })
            }
            thread.start()
        }
    }

    private init(listener: OwnedDescriptor) throws {
        guard let descriptor = listener.take() else { throw GreetingServer.Failure(errorNumber: EBADF) }
        defer { close(descriptor) }
        var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&ready, 1, 20_000) == 1 else { throw GreetingServer.Failure(errorNumber: ETIMEDOUT) }
        connection = accept(descriptor, nil, nil)
    }

    deinit {
        close(connection)
    }

    /// Reads the client's next request, which must be for an event, and answers it.
    func answerNext(requestID: String, event: String) -> Bool {
        guard let request = readRequest(), request.path == "invocation/next" else { return false }
        let headers = [
            "Content-Type: application/json", "Lambda-Runtime-Aws-Request-Id: \(requestID)",
            "Lambda-Runtime-Deadline-Ms: 4102444800000",
            "Lambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:us-east-1:000000000000:function:f",
        ]
        send("200 OK", headers: headers, body: event)
        return true
    }

    /// Reads the client's next request, which must be a post, and accepts it.
    func acceptPost() -> Post? {
        guard let request = readRequest() else { return nil }
        send("202 Accepted", headers: [], body: #"{"status":"OK"}"#)
        return request
    }

    /// Waits until the client asks for an event, without giving it one.
    func awaitNext() -> Bool {
        readRequest()?.path == "invocation/next"
    }

    private func send(_ status: String, headers: [String], body: String) {
        let head = ["HTTP/1.1 \(status)", "Content-Length: \(body.utf8.count)"] + headers
        let text = head.joined(separator: "\r\n") + "\r\n\r\n" + body
        _ = text.withCString { Glibc.send(connection, $0, strlen($0), Int32(MSG_NOSIGNAL)) }
    }

    private func readRequest() -> Post? {
        let separator = Array("\r\n\r\n".utf8)
        while received.firstRange(of: separator) == nil {
            guard receive() else { return nil }
        }
        guard let end = received.firstRange(of: separator) else { return nil }
        let head = String(decoding: received[..<end.lowerBound], as: UTF8.self)
        received.removeSubrange(..<end.upperBound)
        let length = head.lowercased().split(separator: "content-length: ").dropFirst().first
        let count = length.flatMap { Int($0.prefix { $0.isNumber }) } ?? 0
        while received.count < count {
            guard receive() else { return nil }
        }
        defer { received.removeFirst(count) }
        let path = head.split(separator: " ")[1].replacingOccurrences(of: "/2018-06-01/runtime/", with: "")
        return Post(path: path, body: String(decoding: received.prefix(count), as: UTF8.self))
    }

    private func receive() -> Bool {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(connection, &buffer, buffer.count, 0)
        guard count > 0 else { return false }
        received += buffer.prefix(count)
        return true
    }
}
