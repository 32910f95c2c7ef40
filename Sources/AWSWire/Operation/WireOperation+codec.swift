extension WireOperation {
    /// Decodes the input of a request that was routed to this operation and checks the model's constraints.
    ///
    /// - Throws: the fault to answer: the protocol's own for what cannot be read, the service's validation error for
    ///   what breaks a constraint.
    package static func decode(_ request: WireRequest, as routed: RoutedRequest) throws(ServiceFault) -> Input {
        let values = try RequestDecoder.members(of: Input.schema, in: request, as: routed)
        if routed.wireProtocol == .restXML, RESTXMLProtocol.hasInvalidBody(values, of: Input.schema) {
            throw RESTXMLProtocol.malformedXML
        }
        if let fault = Validator.fault(in: values, of: Input.schema, style: service.validation) { throw fault }
        var members = MemberReader(values: values)
        do throws(ShapeMismatch) {
            return try Input(from: &members)
        } catch {
            throw .internalFailure
        }
    }

    /// Encodes a success in the protocol that the request came in.
    package static func encode(_ output: Output, as routed: RoutedRequest, requestID: String) -> WireResponse {
        var members = MemberWriter(capacity: Output.schema.members.count)
        output.write(to: &members)
        return ResponseEncoder.response(members.values, to: routed, requestID: requestID)
    }
}
