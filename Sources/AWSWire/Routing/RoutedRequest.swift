/// Which operation a request asks for, and what routing has already read of it.
package struct RoutedRequest: Sendable {
    package let service: ServiceModel
    package let operation: OperationModel
    /// The protocol the request is written in, which the answer must be written in too.
    package let wireProtocol: WireProtocol
    /// The labels of the path by name, percent-decoded.
    package let labels: [String: String]
    /// The form parameters of the query protocol, or the query items of a REST request.
    let parameters: FormItems

    init(
        service: ServiceModel,
        operation: OperationModel,
        wireProtocol: WireProtocol,
        labels: [String: String],
        parameters: FormItems
    ) {
        self.service = service
        self.operation = operation
        self.wireProtocol = wireProtocol
        self.labels = labels
        self.parameters = parameters
    }

    /// A request that came by another way than the service's own endpoint, such as a function URL.
    package init(service: ServiceModel, operation: OperationModel, wireProtocol: WireProtocol) {
        self.init(
            service: service,
            operation: operation,
            wireProtocol: wireProtocol,
            labels: [:],
            parameters: .none
        )
    }
}

/// No operation could be found for a request.
package struct RoutingFailure: Error, Sendable {
    /// What to answer.
    package let fault: ServiceFault
    /// The protocol to answer in.
    package let wireProtocol: WireProtocol
    /// The service that the request was for, where that much was clear.
    package let service: ServiceModel?
}
