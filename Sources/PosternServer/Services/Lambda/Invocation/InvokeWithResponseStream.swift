import AWSWire
import LambdaCore
import NIOCore
import StateStore
import Synchronization

/// `InvokeWithResponseStream`: the response piece by piece, each in a frame, as the function writes it.
///
/// <https://docs.aws.amazon.com/lambda/latest/api/API_InvokeWithResponseStream.html>
struct InvokeWithResponseStream: ServiceOperation {
    typealias Wire = Lambda.InvokeWithResponseStream
    static let access = OperationAccess(bodyLimitBytes: InvocationLimits.synchronousBytes)

    let lambda: LambdaDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let reference = try FunctionReference(input.functionName, qualifier: input.qualifier, in: call.scope)
        return [.function(Invoke.action, reference, in: call)]
    }

    func headers(of call: IncomingCall) -> [WireHeader] {
        [("X-Amzn-Trace-Id", TraceHeader(of: call).answerText)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let reference = try FunctionReference(input.functionName, qualifier: input.qualifier, in: call.scope)
        let prepared = try PreparedInvocation(of: reference, as: call, with: lambda)
        let payload = try InvocationPayload.check(input.payload?.bytes ?? [])
        let clientContext = try ClientContext.decode(input.clientContext)
        guard input.invocationType != .dryRun else { return .finished(Wire.Output(statusCode: 204)) }
        return .streamed { [invoker = lambda.invoker] start in
            let frames = ResponseFrames(executedVersion: prepared.version.version, start: start)
            let invocation = prepared.invocation(
                payload,
                clientContext: clientContext,
                wantsLogTail: input.logType == .tail,
                sink: frames
            )
            invoker.invoke(invocation) { frames.finish($0) }
        }
    }
}

/// Puts a response into frames: `PayloadChunk` for its pieces, `InvokeComplete` for its end.
private final class ResponseFrames: ResponseSink {
    typealias Output = Lambda.InvokeWithResponseStream.Output

    private let executedVersion: String
    private let start: @Sendable (Result<Streamed<Output>, ServiceFault>) -> Void
    private let body = HTTPBodyStream()
    private let hasBegun = Atomic(false)

    init(
        executedVersion: String,
        start: @escaping @Sendable (Result<Streamed<Output>, ServiceFault>) -> Void
    ) {
        self.executedVersion = executedVersion
        self.start = start
    }

    func begin(contentType: String) {
        begin()
    }

    private func begin() {
        guard !hasBegun.exchange(true, ordering: .relaxed) else { return }
        let output = Output(
            statusCode: 200,
            executedVersion: executedVersion,
            responseStreamContentType: "application/vnd.amazon.eventstream"
        )
        start(.success(Streamed(output: output, body: body)))
    }

    func write(_ bytes: [UInt8], whenTaken: @escaping @Sendable () -> Void) {
        let frame = EventStreamMessage.event("PayloadChunk", contentType: "application/octet-stream", payload: bytes)
        body.write(ByteBuffer(bytes: frame.encoded), whenTaken: whenTaken)
    }

    /// The outcome follows the last piece. A response that was not streamed is one piece.
    func finish(_ outcome: InvocationOutcome) {
        guard case .finished(let result) = outcome else { return start(.failure(InvocationAnswer.fault(outcome))) }
        let isWhole = !hasBegun.load(ordering: .relaxed)
        begin()
        if isWhole, result.functionError == nil, !result.payload.isEmpty { write(result.payload) {} }
        let frame = EventStreamMessage.event(
            "InvokeComplete",
            contentType: "application/json",
            payload: InvokeComplete(result).json
        )
        body.write(ByteBuffer(bytes: frame.encoded)) {}
        body.end()
    }
}

/// The last event of the stream.
private struct InvokeComplete: Encodable {
    let errorCode: String?
    let errorDetails: String?
    let logResult: String?

    private enum CodingKeys: String, CodingKey {
        case errorCode = "ErrorCode"
        case errorDetails = "ErrorDetails"
        case logResult = "LogResult"
    }

    init(_ result: InvocationResult) {
        errorCode = result.functionError?.rawValue
        errorDetails = result.functionError.map { _ in String(decoding: result.payload, as: UTF8.self) }
        logResult = result.logTail?.base64Text
    }

    var json: [UInt8] { CompactJSON.encode(self) }
}
