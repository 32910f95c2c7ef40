/// The rest-json protocol (<https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html>).
enum RESTJSONProtocol {
    static func response(_ values: [WireValue?], to routed: RoutedRequest, requestID: String) -> WireResponse {
        let schema = routed.operation.output.schema
        let status = RESTEncoder.status(of: values, routed.operation)
        var headers: [WireHeader] = [("x-amzn-RequestId", requestID)]
        headers += RESTEncoder.headers(of: values, schema)
        let body = status == 204 ? [] : body(of: values, schema)
        // Where the output says of what type its body is, nobody else does.
        let bindsContentType = schema.members.contains { $0.location == .header("Content-Type") }
        if status != 204, !bindsContentType {
            headers.append(("Content-Type", "application/json"))
        }
        return WireResponse(status: status, headers: headers, body: body)
    }

    static func response(_ fault: ServiceFault, requestID: String) -> WireResponse {
        var writer = JSONWriter()
        writer.object { fault.writeMembers(to: &$0) }
        var headers: [WireHeader] = [
            ("x-amzn-RequestId", requestID),
            ("x-amzn-ErrorType", fault.code),
            ("Content-Type", "application/json"),
        ]
        headers += fault.headers.map { ($0.name, $0.value) }
        return WireResponse(status: fault.status, headers: headers, body: writer.bytes)
    }

    /// The payload as it is, or the document of the members; empty when the output has neither.
    private static func body(of values: [WireValue?], _ schema: StructureSchema) -> [UInt8] {
        var writer = JSONWriter()
        guard let payload = schema.payload else {
            guard schema.members.contains(where: { $0.location == .body }) else { return [] }
            JSONValueEncoder.write(values, of: schema, to: &writer)
            return writer.bytes
        }
        switch (values[payload], schema.members[payload].shape) {
        case (.blob(let bytes), _): return bytes
        case (.string(let text), _): return Array(text.utf8)
        case (.structure(let values), .structure(let type)):
            JSONValueEncoder.write(values, of: type.schema, to: &writer)
            return writer.bytes
        default: return []
        }
    }
}
