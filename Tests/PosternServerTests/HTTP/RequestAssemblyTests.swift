import NIOCore
import NIOHTTP1
import Testing

@testable import PosternServer

struct RequestAssemblyTests {
    private func head(_ headers: HTTPHeaders = [:]) -> HTTPRequestHead {
        HTTPRequestHead(version: .http1_1, method: .POST, uri: "/", headers: headers)
    }

    @Test("a request is complete when its end has come, with its body as it was sent")
    func completes() {
        var assembly = RequestAssembly()
        _ = assembly.receiveHead(head(), limits: HTTPLimits(), bodyLimitBytes: 10)
        _ = assembly.receiveBody(ByteBuffer(string: "abc"))
        _ = assembly.receiveBody(ByteBuffer(string: "def"))
        guard case .complete(_, let body) = assembly.receiveEnd() else {
            Issue.record("the request is not complete")
            return
        }
        #expect(String(buffer: body) == "abcdef")
        #expect(assembly.isIdle)
    }

    @Test("a body that is longer than its limit is refused at the first byte beyond", arguments: [9, 10, 11])
    func bodyLimit(length: Int) {
        var assembly = RequestAssembly()
        _ = assembly.receiveHead(head(), limits: HTTPLimits(), bodyLimitBytes: 10)
        let step = assembly.receiveBody(ByteBuffer(repeating: 0, count: length))
        if case .refuse(_, .bodyTooLarge) = step {
            #expect(length > 10)
        } else {
            #expect(length <= 10)
        }
    }

    @Test("a declared length beyond the limit is refused before any of the body is read")
    func declaredLength() {
        var assembly = RequestAssembly()
        let step = assembly.receiveHead(head(["Content-Length": "11"]), limits: HTTPLimits(), bodyLimitBytes: 10)
        guard case .refuse(_, .bodyTooLarge) = step else {
            Issue.record("the head was taken")
            return
        }
    }

    @Test("a head with too many bytes or fields is refused")
    func headLimit() {
        var limits = HTTPLimits()
        limits.headBytes = 100
        var assembly = RequestAssembly()
        let long = assembly.receiveHead(
            head(["X-Filler": String(repeating: "a", count: 100)]),
            limits: limits,
            bodyLimitBytes: 10
        )
        guard case .refuse(_, .headTooLarge) = long else {
            Issue.record("a long head was taken")
            return
        }
        limits = HTTPLimits()
        limits.headerFields = 2
        let many = assembly.receiveHead(head(["A": "1", "B": "2", "C": "3"]), limits: limits, bodyLimitBytes: 10)
        guard case .refuse(_, .headTooLarge) = many else {
            Issue.record("many fields were taken")
            return
        }
    }

    @Test("a client that asks for leave to send its body gets it; any other expectation is refused")
    func expectation() {
        var assembly = RequestAssembly()
        guard
            case .sendContinue = assembly.receiveHead(
                head(["Expect": "100-continue"]),
                limits: HTTPLimits(),
                bodyLimitBytes: 10
            )
        else {
            Issue.record("no leave was given")
            return
        }
        guard
            case .refuse(_, .unknownExpectation) = assembly.receiveHead(
                head(["Expect": "tea"]),
                limits: HTTPLimits(),
                bodyLimitBytes: 10
            )
        else {
            Issue.record("an unknown expectation was taken")
            return
        }
    }
}
