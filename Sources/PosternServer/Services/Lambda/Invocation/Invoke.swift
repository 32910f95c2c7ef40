import AWSWire
import LambdaCore
import StateStore

/// `Invoke`: <https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html>
struct Invoke: ServiceOperation {
    typealias Wire = Lambda.Invoke
    static let access = OperationAccess(bodyLimitBytes: InvocationLimits.synchronousBytes)
    /// The action is not named after the operation.
    static let action = "lambda:InvokeFunction"

    let lambda: LambdaDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let reference = try FunctionReference(input.functionName, qualifier: input.qualifier, in: call.scope)
        return [.function(Self.action, reference, in: call)]
    }

    func headers(of call: IncomingCall) -> [WireHeader] {
        [("X-Amzn-Trace-Id", TraceHeader(of: call).answerText)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let reference = try FunctionReference(input.functionName, qualifier: input.qualifier, in: call.scope)
        let prepared = try PreparedInvocation(of: reference, as: call, with: lambda)
        let payload = try InvocationPayload.check(input.payload?.bytes ?? [])
        switch input.invocationType ?? .requestResponse {
        case .dryRun: return .finished(Wire.Output(statusCode: 204))
        case .event: return try accept(payload, of: prepared)
        default: break
        }
        let invocation = prepared.invocation(
            payload,
            clientContext: try ClientContext.decode(input.clientContext),
            wantsLogTail: input.logType == .tail
        )
        return .later { [invoker = lambda.invoker] completion in
            invoker.invoke(invocation) { completion(InvocationAnswer.result($0)) }
        }
    }

    /// Keeps the event until it has been carried out; answers when it is on the disk.
    private func accept(
        _ payload: [UInt8],
        of prepared: PreparedInvocation
    ) throws(ServiceFault) -> Performance<Wire.Output> {
        guard payload.count <= InvocationLimits.asynchronousBytes else {
            throw Lambda.Fault.requestTooLarge(
                "\(payload.count) byte payload is too large for the Event invocation type (limit "
                    + "\(InvocationLimits.asynchronousBytes) bytes)"
            )
        }
        let event = QueuedInvocation(prepared, payload: payload)
        return .asynchronously { [lambda] () throws(ServiceFault) in
            try await lambda.accept(event)
            return Wire.Output(statusCode: 202)
        }
    }
}

/// `InvokeAsync`: superseded by `Invoke` with the type `Event`, and still there.
struct InvokeAsync: ServiceOperation {
    typealias Wire = Lambda.InvokeAsync
    static let access = OperationAccess(bodyLimitBytes: InvocationLimits.invokeAsyncBytes)

    let lambda: LambdaDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let reference = try FunctionReference(input.functionName, in: call.scope)
        return [.function(Invoke.action, reference, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let reference = try FunctionReference(input.functionName, in: call.scope)
        let prepared = try PreparedInvocation(of: reference, as: call, with: lambda)
        let event = QueuedInvocation(prepared, payload: try InvocationPayload.check(input.invokeArgs.bytes))
        return .asynchronously { [lambda] () throws(ServiceFault) in
            try await lambda.accept(event)
            return Wire.Output(status: 202)
        }
    }
}

extension QueuedInvocation {
    fileprivate init(_ prepared: PreparedInvocation, payload: [UInt8]) {
        self.init(
            requestID: prepared.call.requestID,
            scope: prepared.reference.scope,
            functionName: prepared.reference.name,
            qualifier: prepared.reference.qualifier,
            payload: payload,
            traceHeader: prepared.traceHeader.text,
            acceptedAt: prepared.call.time
        )
    }
}

extension LambdaDependencies {
    /// Returns when the event is on the disk.
    fileprivate func accept(_ event: QueuedInvocation) async throws(ServiceFault) {
        do {
            try await asynchronous.accept(event)
            metrics.received(event)
        } catch {
            throw ServiceFault.internalFailure
        }
    }
}

extension TraceHeader {
    /// As answers carry it: the names in lower case. Every invocation is answered with one, so it is made byte by byte.
    var answerText: String {
        var isName = true
        let bytes = text.utf8.map { byte in
            switch byte {
            case UInt8(ascii: ";"): isName = true
            case UInt8(ascii: "="): isName = false
            case UInt8(ascii: "A")...UInt8(ascii: "Z") where isName: return byte | 0x20
            default: break
            }
            return byte
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
