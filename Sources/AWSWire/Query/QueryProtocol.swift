/// The query protocol: parameters in a form body or query string, answers in XML
/// (<https://smithy.io/2.0/aws/protocols/aws-query-protocol.html>).
enum QueryProtocol {
    /// The parameters of a request: those of the body, or of the query string when there is no body.
    static func parameters(of request: WireRequest) throws(ServiceFault) -> FormItems {
        let text = request.body.isEmpty ? request.rawQuery : String(validating: request.body, as: UTF8.self)
        do throws(FormError) {
            guard let text else { throw FormError() }
            return try FormItems(parsing: text)
        } catch {
            throw ServiceFault(
                code: "MalformedQueryString",
                message: "The query string contains a syntax error",
                status: 404
            )
        }
    }

    static func response(_ values: [WireValue?], to routed: RoutedRequest, requestID: String) -> WireResponse {
        var writer = XMLWriter()
        let operation = routed.operation
        writer.element(operation.name + "Response", attributes: namespace(of: routed.service)) { writer in
            if let wrapper = operation.resultWrapper {
                writer.element(wrapper) { XMLEncoder.write(values, of: operation.output.schema, to: &$0) }
            }
            writer.element("ResponseMetadata") { $0.element("RequestId", text: requestID) }
        }
        return response(status: operation.http.status, body: writer.bytes, requestID: requestID)
    }

    static func response(_ fault: ServiceFault, service: ServiceModel?, requestID: String) -> WireResponse {
        var writer = XMLWriter()
        writer.element("ErrorResponse", attributes: namespace(of: service)) { writer in
            writer.element("Error") { writer in
                writer.element("Type", text: fault.origin.rawValue)
                writer.element("Code", text: fault.code)
                if let message = fault.message { writer.element("Message", text: message) }
                for member in fault.members { writer.element(member.name, text: member.value) }
            }
            writer.element("RequestId", text: requestID)
        }
        return response(status: fault.status, body: writer.bytes, requestID: requestID)
    }

    private static func response(status: Int, body: [UInt8], requestID: String) -> WireResponse {
        let headers = [("x-amzn-RequestId", requestID), ("Content-Type", "text/xml")]
        return WireResponse(status: status, headers: headers, body: body)
    }

    private static func namespace(of service: ServiceModel?) -> [(name: String, value: String)] {
        service?.xmlNamespace.map { [("xmlns", $0)] } ?? []
    }
}
