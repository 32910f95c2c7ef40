import AWSWire
import LambdaCore
import NIOCore
import NIOHTTP1
import Synchronization

/// How one request to a function URL ends: recorded, then answered, once.
final class FunctionURLConclusion: Sendable {
    private struct State {
        var evaluated: [EvaluatedRequirement] = []
        var traceHeader = ""
    }

    let exchange: Exchange
    let call: IncomingCall
    private let recorder: AuditRecorder
    private let answer: @Sendable (HTTPAnswer) -> Void
    private let state = Mutex(State())

    init(
        _ exchange: Exchange,
        _ call: IncomingCall,
        recorder: AuditRecorder,
        answer: @escaping @Sendable (HTTPAnswer) -> Void
    ) {
        self.exchange = exchange
        self.call = call
        self.recorder = recorder
        self.answer = answer
    }

    var evaluated: [EvaluatedRequirement] {
        get { state.withLock(\.evaluated) }
        set { state.withLock { $0.evaluated = newValue } }
    }

    var traceHeader: String {
        get { state.withLock(\.traceHeader) }
        set { state.withLock { $0.traceHeader = newValue } }
    }

    func deny(_ evaluated: [EvaluatedRequirement]) {
        let fault = FunctionURLRefusal.denied
        let isRecorded = recorder.recordDenied(
            exchange,
            FunctionURLGateway.routed,
            call,
            evaluated,
            fault: fault,
            authorizationID: recorder.makeAuthorizationID()
        )
        answer(FunctionURLRefusal.answer(isRecorded ? fault : .internalFailure, requestID: exchange.requestID))
    }

    func fail(_ fault: ServiceFault) {
        let isRecorded = record(fault, status: fault.status)
        answer(FunctionURLRefusal.answer(isRecorded ? fault : .internalFailure, requestID: exchange.requestID))
    }

    /// Answers with the whole result of a function.
    func finish(_ outcome: InvocationOutcome) {
        guard case .finished(let result) = outcome else { return fail(InvocationAnswer.fault(outcome)) }
        guard result.functionError == nil, let response = FunctionURLResponse(result: result.payload) else {
            return fail(FunctionURLRefusal.badGateway)
        }
        finish(response.status, response.httpHeaders()) {
            HTTPAnswer(status: $0, headers: $1, body: ByteBuffer(bytes: response.body))
        }
    }

    /// Answers with a head whose body follows.
    func begin(_ response: FunctionURLResponse, contentType: String, _ body: HTTPBodyStream) {
        finish(response.status, response.httpHeaders(defaultContentType: contentType)) {
            HTTPAnswer(status: $0, headers: $1, stream: body)
        }
    }

    private func finish(
        _ status: Int,
        _ headers: HTTPHeaders,
        _ make: (HTTPResponseStatus, HTTPHeaders) -> HTTPAnswer
    ) {
        var headers = headers
        headers.replaceOrAdd(name: "x-amzn-RequestId", value: exchange.requestID)
        headers.replaceOrAdd(name: "X-Amzn-Trace-Id", value: traceHeader)
        let made = make(HTTPResponseStatus(statusCode: status), headers)
        if record(nil, status: status) { return answer(made) }
        made.stream?.abandon()
        answer(FunctionURLRefusal.answer(.internalFailure, requestID: exchange.requestID))
    }

    private func record(_ fault: ServiceFault?, status: Int) -> Bool {
        recorder.recordPerformed(
            exchange,
            FunctionURLGateway.routed,
            call,
            evaluated,
            fault: fault,
            status: status
        )
    }
}
