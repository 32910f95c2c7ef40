import AWSWire
import Logging
import NIOCore
import NIOHTTP1
import SigV4
import StateStore

/// Answers requests: routes, verifies, identifies, authorises, performs and records, all on the connection's event loop
/// up to the point where an operation itself must wait.
final class Gateway: HTTPResponder {
    /// What is read of a body before the operation is known, which is so for protocols that name it in the body.
    private static let defaultBodyLimitBytes = 1024 * 1024

    let registry: ServiceRegistry
    let live: LiveState
    private let signatures: SignatureGate
    private let gate: Gate
    private let recorder: AuditRecorder
    let surroundings: Surroundings
    private let configuration: ServerConfiguration
    private let operatorEndpoints: OperatorEndpoints
    private let functionURLs: FunctionURLGateway
    private let codeDownloads: CodeDownloads

    init(
        registry: ServiceRegistry,
        live: LiveState,
        recorder: AuditRecorder,
        surroundings: Surroundings,
        configuration: ServerConfiguration,
        operatorEndpoints: OperatorEndpoints,
        lambda: LambdaDependencies
    ) {
        self.registry = registry
        self.live = live
        self.signatures = SignatureGate(region: configuration.region)
        self.gate = Gate(enforcement: configuration.enforcement)
        self.recorder = recorder
        self.surroundings = surroundings
        self.configuration = configuration
        self.operatorEndpoints = operatorEndpoints
        functionURLs = FunctionURLGateway(
            lambda: lambda,
            signatures: signatures,
            gate: gate,
            recorder: recorder,
            configuration: configuration
        )
        codeDownloads = CodeDownloads(
            packages: lambda.packages,
            sealingKey: lambda.sealingKey,
            now: surroundings.now
        )
    }

    // MARK: HTTPResponder

    func respond(
        to request: GatewayRequest,
        on eventLoop: any EventLoop,
        completion: @escaping @Sendable (HTTPAnswer) -> Void
    ) {
        if operatorEndpoints.answer(request, completion: completion) { return }
        if codeDownloads.answer(request, completion: completion) { return }
        let exchange = Exchange(
            requestID: surroundings.randomness.uuid(),
            arrival: surroundings.now(),
            request: request,
            wire: WireRequest(request),
            view: live.view
        )
        if let target = FunctionURLTarget(request.head) {
            functionURLs.serve(exchange, target, completion: completion)
        } else {
            handle(exchange, from: .client, completion: completion)
        }
    }

    func bodyLimitBytes(for head: HTTPRequestHead) -> Int {
        // Every operation takes this much, so most requests need not be looked up twice.
        if let length = head.headers.first(name: "content-length").flatMap(Int.init),
            length <= Self.defaultBodyLimitBytes
        {
            return Self.defaultBodyLimitBytes
        }
        if FunctionURLTarget(head) != nil { return FunctionURLGateway.bodyLimitBytes }
        guard let routed = routed(head) else { return Self.defaultBodyLimitBytes }
        return registry.access(of: routed)?.bodyLimitBytes ?? Self.defaultBodyLimitBytes
    }

    func oversized(_ head: HTTPRequestHead) -> HTTPAnswer {
        if FunctionURLTarget(head) != nil {
            return FunctionURLRefusal.answer(FunctionURLRefusal.tooLarge, requestID: surroundings.randomness.uuid())
        }
        let wire = WireRequest(head: head)
        let routed = routed(head)
        let limit = routed.flatMap(registry.access)?.bodyLimitBytes ?? Self.defaultBodyLimitBytes
        let fault = ServiceFault(
            code: routed?.operation.invokes == true ? "RequestTooLargeException" : "RequestEntityTooLargeException",
            message: "Request must be smaller than \(limit) bytes"
                + (routed.map { " for the \($0.operation.publicName) operation" } ?? ""),
            status: 413
        )
        return HTTPAnswer(
            fault.response(
                in: routed?.wireProtocol ?? wire.likelyProtocol,
                of: routed?.service,
                requestID: surroundings.randomness.uuid()
            )
        )
    }

    /// The operation that a head alone names; nil where the body is needed.
    private func routed(_ head: HTTPRequestHead) -> RoutedRequest? {
        let wire = WireRequest(head: head)
        return try? registry.catalog.route(wire, signingName: ClaimedScope(wire)?.service)
    }

    // MARK: The path of one request

    /// Who is to be believed about who calls.
    enum Origin {
        /// Whoever signed the request.
        case client
        /// The server itself, for a service that calls on behalf of somebody.
        case service(CallerIdentity, signingName: String)
    }

    func handle(
        _ exchange: Exchange,
        from origin: Origin,
        completion: @escaping @Sendable (HTTPAnswer) -> Void
    ) {
        let scope = ClaimedScope(exchange.wire)
        let routed: RoutedRequest
        do throws(RoutingFailure) {
            routed = try registry.catalog.route(exchange.wire, signingName: origin.signingName ?? scope?.service)
        } catch {
            completion(HTTPAnswer(refusal(of: exchange, error, scope)))
            return
        }
        do throws(ServiceFault) {
            let (call, request) = try identify(exchange, routed, scope, origin)
            let operation = try registry.operation(for: routed)
            if let fault = SessionBar.fault(call.caller, calling: routed) {
                completion(conclude(exchange, routed, call, .failed(fault, [])))
                return
            }
            operation.run(request, as: routed, for: call, through: gate) { [self] call, conclusion in
                completion(conclude(exchange, routed, call, conclusion))
            }
        } catch {
            let isRecorded = recorder.recordRefused(exchange, routed, fault: error)
            completion(response(to: isRecorded ? error : .internalFailure, exchange, routed))
        }
    }

    /// The answer to a request for no operation that is served.
    private func refusal(of exchange: Exchange, _ failure: RoutingFailure, _ scope: ClaimedScope?) -> WireResponse {
        if failure.service == nil, let name = scope?.service {
            let unserved = UnservedService(exchange.wire, signedFor: name)
            let isRecorded = recorder.recordUnrouted(exchange, service: nil, fault: unserved.fault)
            return unserved.response(
                to: isRecorded ? unserved.fault : .internalFailure,
                requestID: exchange.requestID
            )
        }
        let isRecorded = recorder.recordUnrouted(exchange, service: failure.service, fault: failure.fault)
        let fault = isRecorded ? failure.fault : .internalFailure
        return fault.response(in: failure.wireProtocol, of: failure.service, requestID: exchange.requestID)
    }

    /// The caller, and the request as the operation reads it: a streamed body without its chunks.
    private func identify(
        _ exchange: Exchange,
        _ routed: RoutedRequest,
        _ scope: ClaimedScope?,
        _ origin: Origin
    ) throws(ServiceFault) -> (IncomingCall, WireRequest) {
        if case .service(let caller, _) = origin {
            return (call(exchange, by: caller, in: region(of: routed.service, claimed: nil)), exchange.wire)
        }
        do throws(SignatureError) {
            let authentication = try signatures.authenticate(
                exchange.request,
                for: routed.service,
                claimedRegion: scope?.region,
                access: registry.access(of: routed)
                    ?? OperationAccess(allowsAnonymous: routed.operation.acceptsUnsigned),
                callers: exchange.view.callers,
                at: exchange.arrival
            )
            let region = region(of: routed.service, claimed: scope?.region)
            let signing = RequestSigning(authentication, of: exchange.wire, at: exchange.arrival)
            func call(by caller: CallerIdentity) -> IncomingCall {
                var call = self.call(exchange, by: caller, in: region)
                call.signing = signing
                return call
            }
            switch authentication {
            case .verified(let credential, _, let streamed):
                return (call(by: credential.caller), streamed.map(exchange.wire.carrying) ?? exchange.wire)
            case .verifiedVersion2(let credential, _, let headers):
                return (call(by: credential.caller), exchange.wire.carrying(headers))
            case .anonymous:
                return (call(by: .anonymous(accountID: configuration.account)), exchange.wire)
            }
        } catch {
            throw SignatureFaults.fault(error, for: routed, at: exchange.arrival)
        }
    }

    /// The region of the endpoint that answers: for IAM and Organizations always the same, for STS the one that the client
    /// signed for, which may be its global endpoint's.
    ///
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-requestedregion>
    private func region(of service: ServiceModel, claimed: String?) -> String {
        guard service.isGlobal else { return configuration.region }
        guard service.name == "sts" else { return SignatureGate.globalRegion }
        return claimed == SignatureGate.globalRegion ? SignatureGate.globalRegion : configuration.region
    }

    private func call(_ exchange: Exchange, by caller: CallerIdentity, in region: String) -> IncomingCall {
        IncomingCall(exchange, by: caller, in: region, strictTransport: configuration.strictTransport)
    }

    private func conclude(
        _ exchange: Exchange,
        _ routed: RoutedRequest,
        _ call: IncomingCall,
        _ conclusion: Conclusion
    ) -> HTTPAnswer {
        let isRecorded: Bool
        let answer: HTTPAnswer
        switch conclusion {
        case .answered(let response, let evaluated):
            isRecorded = recorder.recordPerformed(
                exchange,
                routed,
                call,
                evaluated,
                fault: nil,
                status: response.status
            )
            answer = HTTPAnswer(response)
        case .streaming(let head, let body, let evaluated):
            isRecorded = recorder.recordPerformed(exchange, routed, call, evaluated, fault: nil, status: head.status)
            answer = HTTPAnswer(head, stream: body)
        case .failed(let fault, let evaluated):
            isRecorded = recorder.recordPerformed(exchange, routed, call, evaluated, fault: fault, status: fault.status)
            answer = response(to: fault, exchange, routed)
        case .denied(let denial, let evaluated):
            let authorizationID = surroundings.randomness.authorizationID()
            let message = denial.denialMessage(
                toldTo: call.caller,
                authorizationID: authorizationID,
                region: call.region
            )
            let fault = AccessDeniedFault.fault(message, in: routed.wireProtocol)
            isRecorded = recorder.recordDenied(
                exchange,
                routed,
                call,
                evaluated,
                fault: fault,
                authorizationID: authorizationID
            )
            answer = response(to: fault, exchange, routed)
        }
        if isRecorded { return answer }
        answer.stream?.abandon()
        return response(to: .internalFailure, exchange, routed)
    }

    private func response(to fault: ServiceFault, _ exchange: Exchange, _ routed: RoutedRequest) -> HTTPAnswer {
        HTTPAnswer(fault.response(in: routed.wireProtocol, of: routed.service, requestID: exchange.requestID))
    }
}

extension Gateway.Origin {
    fileprivate var signingName: String? {
        if case .service(_, let signingName) = self { signingName } else { nil }
    }
}

extension OperationModel {
    /// Whether the body is an event, whose size Lambda has an error of its own for.
    fileprivate var invokes: Bool {
        ["Invoke", "InvokeAsync", "InvokeWithResponseStream"].contains(name)
    }

    /// The name by which Lambda's messages call the operation: its action for `Invoke`.
    fileprivate var publicName: String {
        name == "Invoke" ? "InvokeFunction" : name
    }
}
