import AWSWire
import NIOCore
import NIOHTTP1
import StateStore

/// Calls that an AWS service makes on behalf of somebody, such as Lambda sending a record to a destination as the execution
/// role: routed, decided, carried out and recorded like a call that came over the wire, only that nothing is signed.
struct ServiceCaller: Sendable {
    /// The service that calls, such as `lambda.amazonaws.com`.
    let service: String
    let gateway: Gateway

    /// Whether there is a service to call at all.
    func serves(_ signingName: String) -> Bool { gateway.serves(signingName) }

    /// - Parameters:
    ///   - request: as a client would send it, but for its signature.
    ///   - signingName: of the service that is called.
    ///   - caller: whose call it is.
    /// - Returns: the answer with its body, which is never streamed here.
    func call(_ request: WireRequest, to signingName: String, as caller: CallerIdentity) async -> HTTPAnswer {
        await withCheckedContinuation { continuation in
            gateway.serve(request, to: signingName, as: caller, by: service) { continuation.resume(returning: $0) }
        }
    }
}

extension Gateway {
    fileprivate func serves(_ signingName: String) -> Bool {
        registry.catalog.services.contains { $0.signingName == signingName }
    }

    fileprivate func serve(
        _ request: WireRequest,
        to signingName: String,
        as caller: CallerIdentity,
        by service: String,
        completion: @escaping @Sendable (HTTPAnswer) -> Void
    ) {
        let exchange = Exchange(
            requestID: surroundings.randomness.uuid(),
            arrival: surroundings.now(),
            request: GatewayRequest(request, from: service),
            wire: request,
            view: live.view
        )
        handle(exchange, from: .service(caller, signingName: signingName), completion: completion)
    }
}

extension GatewayRequest {
    fileprivate init(_ request: WireRequest, from service: String) {
        let query = request.rawQuery.isEmpty ? "" : "?\(request.rawQuery)"
        self.init(
            head: HTTPRequestHead(
                version: .http1_1,
                method: HTTPMethod(rawValue: request.method),
                uri: request.rawPath + query,
                headers: HTTPHeaders(request.headers.map { ($0.name, $0.value) })
            ),
            body: ByteBuffer(bytes: request.body),
            ingress: Ingress(listener: .service(name: service), peerAddress: nil, isLoopback: true)
        )
    }
}
