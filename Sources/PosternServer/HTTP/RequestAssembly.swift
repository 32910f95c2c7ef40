import NIOCore
import NIOHTTP1

/// Puts the parts of one request together within its bounds. Decides only: the connection carries out what it returns.
struct RequestAssembly {
    enum Step {
        /// Nothing to do yet.
        case wait
        /// The client asked for leave to send its body and has it.
        case sendContinue
        /// The request is whole.
        case complete(HTTPRequestHead, ByteBuffer)
        /// The request breaks a bound: answer thus and close.
        case refuse(HTTPRequestHead, Refusal)
    }

    enum Refusal {
        case headTooLarge
        case bodyTooLarge
        case unknownExpectation
    }

    private enum State {
        case idle
        case collecting(HTTPRequestHead, limitBytes: Int, body: ByteBuffer)
        case refused
    }

    private var state = State.idle

    var isIdle: Bool {
        if case .idle = state { true } else { false }
    }

    mutating func receiveHead(_ head: HTTPRequestHead, limits: HTTPLimits, bodyLimitBytes: Int) -> Step {
        guard Self.fits(head, limits) else { return refuse(head, .headTooLarge) }
        if let declared = head.headers.first(name: "content-length").flatMap(Int.init), declared > bodyLimitBytes {
            return refuse(head, .bodyTooLarge)
        }
        state = .collecting(head, limitBytes: bodyLimitBytes, body: ByteBuffer())
        guard let expectation = head.headers.first(name: "expect") else { return .wait }
        guard expectation.lowercased() == "100-continue" else { return refuse(head, .unknownExpectation) }
        return .sendContinue
    }

    mutating func receiveBody(_ part: ByteBuffer) -> Step {
        guard case .collecting(let head, let limitBytes, var body) = state else { return .wait }
        guard body.readableBytes + part.readableBytes <= limitBytes else { return refuse(head, .bodyTooLarge) }
        state = .idle
        if body.readableBytes == 0 {
            body = part
        } else {
            body.writeImmutableBuffer(part)
        }
        state = .collecting(head, limitBytes: limitBytes, body: body)
        return .wait
    }

    mutating func receiveEnd() -> Step {
        guard case .collecting(let head, _, let body) = state else { return .wait }
        state = .idle
        return .complete(head, body)
    }

    private mutating func refuse(_ head: HTTPRequestHead, _ refusal: Refusal) -> Step {
        state = .refused
        return .refuse(head, refusal)
    }

    private static func fits(_ head: HTTPRequestHead, _ limits: HTTPLimits) -> Bool {
        guard head.headers.count <= limits.headerFields else { return false }
        var bytes = head.uri.utf8.count + head.method.rawValue.utf8.count
        for (name, value) in head.headers {
            bytes += name.utf8.count + value.utf8.count + 4
        }
        return bytes <= limits.headBytes
    }
}
