import AWSWire
import IAMPolicy
import LambdaCore
import NIOCore
import NIOHTTP1
import SigV4
import StateStore

/// Serves function URLs: a second way into the same gate, for HTTP that is not written for AWS.
///
/// The request is verified when the URL asks for it, identified, authorised, carried out and recorded like any other.
/// <https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html>
struct FunctionURLGateway: Sendable {
    /// What is read of a body: an event of six megabytes holds no more.
    static let bodyLimitBytes = InvocationLimits.synchronousBytes

    let lambda: LambdaDependencies
    let signatures: SignatureGate
    let gate: Gate
    let recorder: AuditRecorder
    let configuration: ServerConfiguration

    /// Answers a request for a function URL. Runs on the connection's event loop.
    func serve(
        _ exchange: Exchange,
        _ target: FunctionURLTarget,
        completion: @escaping @Sendable (HTTPAnswer) -> Void
    ) {
        guard let config = config(of: target, in: exchange.view) else {
            let isRecorded = recorder.recordRefused(exchange, Self.routed, fault: FunctionURLRefusal.forbidden)
            completion(
                isRecorded
                    ? FunctionURLRefusal.unknown(requestID: exchange.requestID)
                    : FunctionURLRefusal.answer(.internalFailure, requestID: exchange.requestID)
            )
            return
        }
        if let cors = config.cors, FunctionURLCORS.isPreflight(exchange.request.head) {
            return completion(preflight(exchange, config, cors))
        }
        let answer: @Sendable (HTTPAnswer) -> Void = { completion($0.sharing(config.cors, with: exchange)) }
        do throws(ServiceFault) {
            try serve(exchange, target, config, answer)
        } catch {
            let isRecorded = recorder.recordRefused(exchange, Self.routed, fault: error)
            answer(FunctionURLRefusal.answer(isRecorded ? error : .internalFailure, requestID: exchange.requestID))
        }
    }

    private func serve(
        _ exchange: Exchange,
        _ target: FunctionURLTarget,
        _ config: FunctionURLConfig,
        _ answer: @escaping @Sendable (HTTPAnswer) -> Void
    ) throws(ServiceFault) {
        let call = IncomingCall(
            exchange,
            by: try caller(exchange, of: config),
            in: config.scope.region,
            strictTransport: configuration.strictTransport
        )
        let conclusion = FunctionURLConclusion(exchange, call, recorder: recorder, answer: answer)
        let reference = FunctionReference(scope: config.scope, name: config.functionName, qualifier: config.qualifier)
        switch gate.admit(call, requirements(of: config, reference, in: call)) {
        case .denied(_, let evaluated):
            conclusion.deny(evaluated)
        case .admitted(let authorized, let evaluated):
            conclusion.evaluated = evaluated
            do throws(ServiceFault) {
                try invoke(PreparedInvocation(of: reference, as: authorized, with: lambda), target, config, conclusion)
            } catch {
                conclusion.fail(error)
            }
        }
    }

    /// A question of a browser, which Lambda answers to everybody without asking anybody.
    private func preflight(_ exchange: Exchange, _ config: FunctionURLConfig, _ cors: FunctionURLCORS) -> HTTPAnswer {
        let call = IncomingCall(
            exchange,
            by: .anonymous(accountID: config.scope.accountID),
            in: config.scope.region,
            strictTransport: configuration.strictTransport
        )
        guard recorder.recordPerformed(exchange, Self.routed, call, [], fault: nil, status: 200) else {
            return FunctionURLRefusal.answer(.internalFailure, requestID: exchange.requestID)
        }
        return HTTPAnswer(status: .ok, headers: cors.preflightHeaders(for: exchange.request.head))
    }

    private func config(of target: FunctionURLTarget, in view: StateView) -> FunctionURLConfig? {
        view.snapshot.functions.urls.named(target.urlID)
    }

    /// Whoever signed the request; anybody, where the URL asks for no signature.
    private func caller(_ exchange: Exchange, of config: FunctionURLConfig) throws(ServiceFault) -> CallerIdentity {
        guard config.authType == "AWS_IAM" else { return .anonymous(accountID: config.scope.accountID) }
        do throws(SignatureError) {
            let authentication = try signatures.authenticate(
                exchange.request,
                for: Lambda.service,
                claimedRegion: ClaimedScope(exchange.wire)?.region,
                access: OperationAccess(),
                callers: exchange.view.callers,
                at: exchange.arrival
            )
            guard case .verified(let credential, _, _) = authentication else { throw .missingAuthenticationToken }
            return credential.caller
        } catch .missingAuthenticationToken {
            throw FunctionURLRefusal.forbidden
        } catch {
            throw SignatureFaults.fault(error, for: Self.routed, at: exchange.arrival)
        }
    }

    /// Both permissions that URLs made since October 2025 ask for.
    private func requirements(
        of config: FunctionURLConfig,
        _ reference: FunctionReference,
        in call: IncomingCall
    ) -> [AuthorizationRequirement] {
        var url = AuthorizationRequirement.function("lambda:InvokeFunctionUrl", reference, in: call)
        url.context.append((key: "lambda:FunctionUrlAuthType", values: [config.authType]))
        var function = AuthorizationRequirement.function(Invoke.action, reference, in: call)
        function.context.append((key: "lambda:FunctionUrlAuthType", values: [config.authType]))
        function.context.append((key: "lambda:InvokedViaFunctionUrl", values: ["true"]))
        return [url, function]
    }

    private func invoke(
        _ prepared: PreparedInvocation,
        _ target: FunctionURLTarget,
        _ config: FunctionURLConfig,
        _ conclusion: FunctionURLConclusion
    ) throws(ServiceFault) {
        let event = FunctionURLEvent(
            conclusion.exchange,
            target,
            domainName: lambda.urlAddress.domainName(of: config.urlID),
            caller: conclusion.call.caller,
            trace: prepared.traceHeader.text
        ).json
        guard event.count <= InvocationLimits.synchronousBytes else { throw FunctionURLRefusal.tooLarge }
        conclusion.traceHeader = prepared.traceHeader.answerText
        guard config.streamsResponses else {
            let invocation = prepared.invocation(event)
            return lambda.invoker.invoke(invocation) { conclusion.finish($0) }
        }
        let stream = FunctionURLStream(conclusion)
        lambda.invoker.invoke(prepared.invocation(event, sink: stream)) { stream.finish($0) }
    }

    /// The name under which a request is recorded.
    static let routed = RoutedRequest(
        service: Lambda.service,
        operation: OperationModel(
            "InvokeFunctionUrl",
            HTTPBinding("POST", FunctionURLAddress.pathPrefix),
            input: Unit.self,
            output: Unit.self
        ),
        wireProtocol: .restJSON
    )
}

extension HTTPAnswer {
    /// With the cross-origin fields of the URL in place of the function's own.
    fileprivate func sharing(_ cors: FunctionURLCORS?, with exchange: Exchange) -> HTTPAnswer {
        guard let cors else { return self }
        var answer = self
        for (name, value) in cors.headers(for: exchange.request.head) {
            answer.headers.replaceOrAdd(name: name, value: value)
        }
        return answer
    }
}
