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
