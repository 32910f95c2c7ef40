import AWSWire
import Foundation
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

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let reference = try FunctionReference(input.functionName, qualifier: input.qualifier, in: call.scope)
        let target = try reference.target(in: call.functions)
        let payload = try InvocationPayload.check(input.payload?.bytes ?? [])
        switch input.invocationType ?? .requestResponse {
        case .dryRun: return .finished(Wire.Output(statusCode: 204))
        case .event: return try accept(payload, for: target.function, reference, call)
        default: return try run(payload, on: target, reference, input, call)
        }
    }

    private func run(
        _ payload: [UInt8],
        on target: FunctionTarget,
        _ reference: FunctionReference,
        _ input: Wire.Input,
        _ call: AuthorizedCall
    ) throws(ServiceFault) -> Performance<Wire.Output> {
        let executed = call.functions.executed(target, at: lambda.surroundings.randomness.fraction())
        guard let version = lambda.versions.version(of: executed) else { throw .internalFailure }
        let invocation = Invocation(
            requestID: call.requestID,
            version: version,
            invokedFunctionARN: reference.arn,
            payload: payload,
            clientContext: try ClientContext.decode(input.clientContext),
            traceHeader: TraceHeader.make(at: call.time, lambda.surroundings.randomness),
            wantsLogTail: input.logType == .tail
        )
        return .later { [invoker = lambda.invoker] completion in
            invoker.invoke(invocation) { completion(InvocationAnswer.result($0)) }
        }
    }

    /// Keeps the event until it has been carried out; answers when it is on the disk.
    private func accept(
        _ payload: [UInt8],
        for function: Function,
        _ reference: FunctionReference,
        _ call: AuthorizedCall
    ) throws(ServiceFault) -> Performance<Wire.Output> {
        guard payload.count <= InvocationLimits.asynchronousBytes else {
            throw Lambda.Fault.requestTooLarge(
                "\(payload.count) byte payload is too large for the Event invocation type (limit "
                    + "\(InvocationLimits.asynchronousBytes) bytes)"
            )
        }
        let event = QueuedInvocation(
            requestID: call.requestID,
            scope: function.scope,
            functionName: function.name,
            qualifier: reference.qualifier,
            payload: payload,
            traceHeader: TraceHeader.make(at: call.time, lambda.surroundings.randomness),
            acceptedAt: call.time
        )
        return .asynchronously { [lambda] () throws(ServiceFault) in
            do {
                try await lambda.asynchronous.accept(event)
            } catch {
                throw ServiceFault.internalFailure
            }
            return Wire.Output(statusCode: 202)
        }
    }
}
