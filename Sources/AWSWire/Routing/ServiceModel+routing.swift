extension ServiceModel {
    /// Finds the operation of this service that `request` asks for.
    func route(_ request: WireRequest) throws(RoutingFailure) -> RoutedRequest {
        let wireProtocol = wireProtocol(of: request)
        do throws(ServiceFault) {
            switch wireProtocol {
            case .query: return try routeByAction(request)
            case .json10, .json11: return try routeByTarget(request, wireProtocol)
            case .restJSON: return try routeByPath(request, wireProtocol)
            case .restXML: return try routeByBucket(request)
            case .rpcV2CBOR: return try routeByServicePath(request)
            }
        } catch {
            throw RoutingFailure(fault: error, wireProtocol: wireProtocol, service: self)
        }
    }

    /// The protocol of a request to a service that may speak several.
    private func wireProtocol(of request: WireRequest) -> WireProtocol {
        guard protocols.count > 1 else { return protocols[0] }
        let likely = request.likelyProtocol
        return protocols.contains(likely) ? likely : protocols[0]
    }

    private func routeByAction(_ request: WireRequest) throws(ServiceFault) -> RoutedRequest {
        let form = try QueryProtocol.parameters(of: request)
        guard let action = form.first("Action"), !action.isEmpty else {
            throw ServiceFault(code: "MissingAction", message: "Missing Action")
        }
        let version = form.first("Version")
        guard version == apiVersion, let operation = operation(named: action) else {
            throw ServiceFault(
                code: "InvalidAction",
                message: "Could not find operation \(action) for version \(version ?? "NO_VERSION_SPECIFIED")"
            )
        }
        return RoutedRequest(service: self, operation: operation, wireProtocol: .query, labels: [:], parameters: form)
    }

    private func routeByTarget(
        _ request: WireRequest,
        _ wireProtocol: WireProtocol
    ) throws(ServiceFault) -> RoutedRequest {
        let target = request.headers.first(named: "x-amz-target") ?? ""
        let parts = target.split(separator: ".", maxSplits: 1)
        guard
            request.method == "POST", parts.count == 2, String(parts[0]) == targetPrefix,
            let operation = operation(named: String(parts[1]))
        else { throw ServiceFault(code: "UnknownOperationException", message: nil) }
        return RoutedRequest(
            service: self,
            operation: operation,
            wireProtocol: wireProtocol,
            labels: [:],
            parameters: .none
        )
    }

    private func routeByServicePath(_ request: WireRequest) throws(ServiceFault) -> RoutedRequest {
        guard request.method == "POST",
            let name = RPCv2CBORProtocol.operationName(in: request.rawPath, of: targetPrefix),
            let operation = operation(named: name)
        else { throw ServiceFault(code: "UnknownOperationException", message: nil, status: 404) }
        return RoutedRequest(
            service: self,
            operation: operation,
            wireProtocol: .rpcV2CBOR,
            labels: [:],
            parameters: .none
        )
    }

    private func routeByPath(
        _ request: WireRequest,
        _ wireProtocol: WireProtocol
    ) throws(ServiceFault) -> RoutedRequest {
        let query = try queryItems(of: request)
        guard let match = restRouter.match(request, query: query) else { throw Self.unknownPath }
        var labels: [String: String] = [:]
        for label in match.labels {
            guard let value = PercentDecoding.decode(label.rawValue.utf8, plusIsSpace: false) else {
                throw Self.unknownPath
            }
            labels[label.name] = value
        }
        return RoutedRequest(
            service: self,
            operation: match.operation,
            wireProtocol: wireProtocol,
            labels: labels,
            parameters: query
        )
    }

    private func queryItems(of request: WireRequest) throws(ServiceFault) -> FormItems {
        do throws(FormError) {
            return try FormItems(parsing: request.rawQuery)
        } catch {
            throw Self.unknownPath
        }
    }

    /// What Lambda answers to a path that none of its operations has
    /// (<https://github.com/boto/boto3/issues/294>).
    private static var unknownPath: ServiceFault {
        ServiceFault(
            code: "AccessDeniedException",
            message: "Unable to determine service/operation name to be authorized",
            status: 403,
            messageKey: "Message"
        )
    }
}
