/// The RPC v2 protocol with CBOR (<https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html>).
enum RPCv2CBORProtocol {
    /// The value of `smithy-protocol` in requests and answers.
    static let name = "rpc-v2-cbor"

    /// The operation in `/service/NAME/operation/OPERATION`; nil for another path.
    static func operationName(in path: String, of service: String?) -> String? {
        let segments = path.split(separator: "/").map(String.init)
        guard let mark = segments.lastIndex(of: "operation"), mark >= 2, segments[mark - 2] == "service",
            segments[mark - 1] == service, mark + 2 == segments.count
        else { return nil }
        return segments[mark + 1]
    }

    static func response(_ values: [WireValue?], to routed: RoutedRequest, requestID: String) -> WireResponse {
        var headers = headers(requestID)
        // What answers nothing has an empty body, and then no content type.
        guard routed.operation.output != Unit.self else { return WireResponse(status: 200, headers: headers) }
        var writer = CBORWriter()
        CBORValueEncoder.write(values, of: routed.operation.output.schema, to: &writer)
        headers.append(("Content-Type", "application/cbor"))
        return WireResponse(status: 200, headers: headers, body: writer.bytes)
    }

    static func response(_ fault: ServiceFault, requestID: String) -> WireResponse {
        var writer = CBORWriter()
        let members = fault.members.map { ($0.name, $0.value) } + (fault.message.map { [(fault.messageKey, $0)] } ?? [])
        writer.head(.map, UInt64(members.count + 1))
        for (name, value) in [("__type", fault.code)] + members {
            writer.text(name)
            writer.text(value)
        }
        let headers =
            headers(requestID) + [
                // The code as the query protocol has it, by which older clients know it.
                ("x-amzn-query-error", "\(fault.code);\(fault.origin.rawValue)"), ("Content-Type", "application/cbor"),
            ]
        return WireResponse(status: fault.status, headers: headers, body: writer.bytes)
    }

    private static func headers(_ requestID: String) -> [WireHeader] {
        [("x-amzn-RequestId", requestID), ("smithy-protocol", name)]
    }
}
