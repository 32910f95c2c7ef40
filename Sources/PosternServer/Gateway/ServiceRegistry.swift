import AWSWire

/// The operations served, by service and name.
struct ServiceRegistry: Sendable {
    let catalog: ServiceCatalog
    private let operations: [String: [String: any AnyServiceOperation]]

    init(_ operations: [any AnyServiceOperation], catalog: ServiceCatalog = .served) {
        self.catalog = catalog
        var byService: [String: [String: any AnyServiceOperation]] = [:]
        for operation in operations {
            let replaced = byService[operation.service.name, default: [:]]
                .updateValue(operation, forKey: operation.model.name)
            precondition(replaced == nil, "an operation is registered once")
        }
        self.operations = byService
    }

    /// The operation a request was routed to.
    ///
    /// - Throws: an error that names the operation, when AWS has it and Postern does not serve it.
    func operation(for routed: RoutedRequest) throws(ServiceFault) -> any AnyServiceOperation {
        guard let operation = operations[routed.service.name]?[routed.operation.name] else {
            throw .notServed(routed)
        }
        return operation
    }

    /// What the operation at this place asks of its requests; nil when nothing is served there.
    func access(of routed: RoutedRequest) -> OperationAccess? {
        operations[routed.service.name]?[routed.operation.name]?.access
    }
}

extension ServiceCatalog {
    /// AWS's services and Postern's own.
    static let served = ServiceCatalog(services: ServiceCatalog.all.services + [Accounts.service])
}

extension ServiceFault {
    fileprivate static func notServed(_ routed: RoutedRequest) -> ServiceFault {
        let message = "Postern does not support the operation \(routed.operation.name) of \(routed.service.name) yet."
        return switch routed.wireProtocol {
        case .query: ServiceFault(code: "InvalidAction", message: message, status: 400)
        case .json10, .json11, .rpcV2CBOR:
            ServiceFault(code: "UnknownOperationException", message: message, status: 400)
        case .restJSON: ServiceFault(code: "UnknownOperationException", message: message, status: 404)
        case .restXML: ServiceFault(code: "NotImplemented", message: message, status: 501, origin: .receiver)
        }
    }
}
