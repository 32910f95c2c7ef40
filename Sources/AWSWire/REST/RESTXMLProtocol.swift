/// The rest-xml protocol as S3 speaks it: no wrapper around errors, request ids in header fields
/// (<https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html>).
enum RESTXMLProtocol {
    /// <https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html>
    static let malformedXML = ServiceFault(
        code: "MalformedXML",
        message: "The XML you provided was not well-formed or did not validate against our published schema"
    )

    /// - Throws: `MalformedXML` for a body, `InvalidArgument` for a header field or query item that cannot be read.
    static func members(
        of schema: StructureSchema,
        in request: WireRequest,
        as routed: RoutedRequest
    ) throws(ServiceFault) -> [WireValue?] {
        do throws(DecodingFault) {
            return try RESTDecoder.members(of: schema, in: request, as: routed, document: XMLDecoder.members)
        } catch {
            switch error {
            case .malformed: throw malformedXML
            case .mistyped(let message): throw ServiceFault(code: "InvalidArgument", message: message)
            }
        }
    }

    /// Whether what came in the body breaks a constraint of the model, for which S3 has one answer.
    static func hasInvalidBody(_ values: [WireValue?], of schema: StructureSchema) -> Bool {
        let members = zip(schema.members, values).filter { $0.0.location == .body }
        let body = StructureSchema(schema.name, members.map(\.0))
        return Validator.fault(in: members.map(\.1), of: body, style: ValidationStyle(code: malformedXML.code)) != nil
    }

    static func response(_ values: [WireValue?], to routed: RoutedRequest, requestID: String) -> WireResponse {
        let schema = routed.operation.output.schema
        let status = RESTEncoder.status(of: values, routed.operation)
        var headers = identifiers(requestID)
        headers += RESTEncoder.headers(of: values, schema)
        let body = status == 204 ? [] : body(of: values, routed)
        if !body.isEmpty, !schema.members.contains(where: { $0.location == .header("Content-Type") }) {
            headers.append(("Content-Type", "application/xml"))
        }
        return WireResponse(status: status, headers: headers, body: body)
    }

    static func response(_ fault: ServiceFault, requestID: String) -> WireResponse {
        var headers = identifiers(requestID)
        headers += fault.headers.map { ($0.name, $0.value) }
        // These have no body: https://www.rfc-editor.org/rfc/rfc9110#section-15.4.5
        guard fault.status != 304 else { return WireResponse(status: 304, headers: headers) }
        var writer = XMLWriter(declaration: true)
        writer.element("Error") { writer in
            writer.element("Code", text: fault.code)
            if let message = fault.message { writer.element("Message", text: message) }
            for member in fault.members { writer.element(member.name, text: member.value) }
            writer.element("RequestId", text: requestID)
            writer.element("HostId", text: hostID(requestID))
        }
        headers.append(("Content-Type", "application/xml"))
        return WireResponse(status: fault.status, headers: headers, body: writer.bytes)
    }

    private static func identifiers(_ requestID: String) -> [WireHeader] {
        [("x-amz-id-2", hostID(requestID)), ("x-amz-request-id", requestID)]
    }

    /// AWS's second id says which of its hosts answered; here it only repeats the first.
    private static func hostID(_ requestID: String) -> String {
        String(decoding: Base64.encode(Array(requestID.utf8)), as: UTF8.self)
    }

    /// The payload as it is, or the document of the members; empty when the output has neither.
    private static func body(of values: [WireValue?], _ routed: RoutedRequest) -> [UInt8] {
        let operation = routed.operation
        let schema = operation.output.schema
        let namespace = routed.service.xmlNamespace.map { [(name: "xmlns", value: $0)] } ?? []
        guard let payload = schema.payload else {
            guard schema.members.contains(where: { $0.location == .body }) else { return [] }
            var writer = XMLWriter(declaration: true)
            writer.element(operation.rootElement ?? schema.name, attributes: namespace) { writer in
                if operation.unwrapsOutput {
                    if case .string(let text)? = values.first ?? nil { writer.appendEscaped(text) }
                } else {
                    XMLEncoder.write(values, of: schema, to: &writer)
                }
            }
            return writer.bytes
        }
        switch (values[payload], schema.members[payload].shape) {
        case (.blob(let bytes), _): return bytes
        case (.string(let text), _): return Array(text.utf8)
        case (.structure(let values), .structure(let type)):
            var writer = XMLWriter(declaration: true)
            writer.element(schema.members[payload].bodyName, attributes: namespace) {
                XMLEncoder.write(values, of: type.schema, to: &$0)
            }
            return writer.bytes
        default: return []
        }
    }
}
