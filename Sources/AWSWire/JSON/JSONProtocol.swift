/// The JSON 1.0 and 1.1 protocols (<https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html>).
enum JSONProtocol {
    static func response(_ values: [WireValue?], to routed: RoutedRequest, requestID: String) -> WireResponse {
        var writer = JSONWriter()
        // Operations without an output are answered with an empty body.
        if routed.operation.output != Unit.self {
            JSONValueEncoder.write(values, of: routed.operation.output.schema, to: &writer)
        }
        let headers = headers(routed.wireProtocol, requestID: requestID)
        return WireResponse(status: routed.operation.http.status, headers: headers, body: writer.bytes)
    }

    static func response(_ fault: ServiceFault, _ wireProtocol: WireProtocol, requestID: String) -> WireResponse {
        var writer = JSONWriter()
        writer.object { writer in
            writer.name("__type")
            writer.string(fault.code)
            fault.writeMembers(to: &writer)
        }
        var headers = headers(wireProtocol, requestID: requestID)
        headers += fault.headers.map { ($0.name, $0.value) }
        return WireResponse(status: fault.status, headers: headers, body: writer.bytes)
    }

    private static func headers(_ wireProtocol: WireProtocol, requestID: String) -> [WireHeader] {
        let version = wireProtocol == .json10 ? "1.0" : "1.1"
        return [("x-amzn-RequestId", requestID), ("Content-Type", "application/x-amz-json-\(version)")]
    }
}

extension ServiceFault {
    /// The error's own members and its message, inside an object that was begun.
    func writeMembers(to writer: inout JSONWriter) {
        for member in members {
            writer.name(member.name)
            writer.string(member.value)
        }
        guard let message else { return }
        writer.name(messageKey)
        writer.string(message)
    }
}
