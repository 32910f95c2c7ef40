import AWSWire
import NIOCore
import NIOHTTP1

/// One request on its way through the gateway, with what every stage may need of it.
struct Exchange: Sendable {
    let requestID: String
    let arrival: Moment
    let request: GatewayRequest
    let wire: WireRequest
    /// The state this request sees from beginning to end.
    let view: StateView
}

extension WireRequest {
    init(_ request: GatewayRequest) {
        self.init(head: request.head, body: Array(request.body.readableBytesView))
    }

    init(head: HTTPRequestHead, body: [UInt8] = []) {
        let target = head.uri
        let question = target.utf8.firstIndex(of: UInt8(ascii: "?"))
        self.init(
            method: head.method.rawValue,
            rawPath: question.map { String(target[..<$0]) } ?? target,
            rawQuery: question.map { String(target[target.utf8.index(after: $0)...]) } ?? "",
            headers: Array(head.headers),
            body: body
        )
    }
}

extension HTTPAnswer {
    init(_ response: WireResponse) {
        self.init(
            status: HTTPResponseStatus(statusCode: response.status),
            headers: HTTPHeaders(response.headers.map { ($0.name, $0.value) }),
            body: ByteBuffer(bytes: response.body)
        )
    }

    init(_ head: WireResponse, stream: HTTPBodyStream) {
        self.init(
            status: HTTPResponseStatus(statusCode: head.status),
            headers: HTTPHeaders(head.headers.map { ($0.name, $0.value) }),
            stream: stream
        )
    }
}
