/// The services served, and the way from the facts of a request to an operation.
package struct ServiceCatalog: Sendable {
    package let services: [ServiceModel]
    private let servicesBySigningName: [String: [ServiceModel]]

    /// All services whose types are generated.
    package static let all = ServiceCatalog(services: [
        STS.service, IAM.service, Lambda.service, Logs.service, IAMToolbox.service, Organizations.service,
        CloudWatch.service, XRay.service, S3.service,
    ])

    package init(services: [ServiceModel]) {
        self.services = services
        servicesBySigningName = Dictionary(grouping: services, by: \.signingName)
    }

    /// Finds the operation that `request` asks for.
    ///
    /// The service is the one that the credential scope names, then the one of `X-Amz-Target`, then that of the host
    /// name, then the first that speaks the protocol and has the path, or the action and version, asked for. Whoever
    /// verifies the signature must hold its scope against ``ServiceModel/signingName`` of the result.
    ///
    /// - Parameters:
    ///   - request: with its body, because the query protocol names the operation there.
    ///   - signingName: the service term of the request's credential scope; nil for an unsigned request.
    package func route(
        _ request: WireRequest,
        signingName: String?
    ) throws(RoutingFailure) -> RoutedRequest {
        let candidates = candidates(for: request, signingName: signingName)
        var failures: [RoutingFailure] = []
        for service in candidates {
            do throws(RoutingFailure) {
                return try service.route(request)
            } catch {
                failures.append(error)
            }
        }
        throw failures.first ?? .unknownService(in: request)
    }

    /// The services that a request may be for; more than one only when it says nothing of the service itself.
    private func candidates(for request: WireRequest, signingName: String?) -> [ServiceModel] {
        if let signingName { return servicesBySigningName[signingName] ?? [] }
        if let target = request.headers.first(named: "x-amz-target") {
            let prefix = String(target.prefix { $0 != "." })
            return services.filter { $0.targetPrefix == prefix }
        }
        let host = request.headers.first(named: "host") ?? ""
        if BucketHost.isS3(host) { return services.filter { $0.protocols.contains(.restXML) } }
        let hostLabel = String(host.prefix { $0 != "." && $0 != ":" })
        let named = services.filter { $0.endpointPrefix == hostLabel }
        guard named.isEmpty else { return named }
        // What names no service at all may be for a public bucket, by its path.
        let likely = request.likelyProtocol
        let fitting = services.filter { $0.protocols.contains(likely) }
        return likely == .restJSON ? fitting + services.filter { $0.protocols.contains(.restXML) } : fitting
    }
}

extension RoutingFailure {
    /// A request of which not even the service is known, answered in the protocol that it seems to be written in.
    fileprivate static func unknownService(in request: WireRequest) -> RoutingFailure {
        RoutingFailure(
            fault: ServiceFault(
                code: "UnknownOperationException",
                message: "The request names no service that is served here",
                status: 404
            ),
            wireProtocol: request.likelyProtocol,
            service: nil
        )
    }
}

extension WireRequest {
    /// The protocol that the headers and the body's content type point to.
    package var likelyProtocol: WireProtocol {
        if headers.first(named: "smithy-protocol") == RPCv2CBORProtocol.name { return .rpcV2CBOR }
        let contentType = headers.first(named: "content-type") ?? ""
        if contentType.hasPrefix("application/x-amz-json-1.0") { return .json10 }
        if headers.first(named: "x-amz-target") != nil { return .json11 }
        if contentType.hasPrefix("application/x-www-form-urlencoded") || rawQuery.contains("Action=") { return .query }
        return .restJSON
    }
}
