/// Writes the output of an operation as a response, in whichever protocol the request was written.
enum ResponseEncoder {
    /// - Parameter values: the members of the operation's output, in the schema's order.
    static func response(_ values: [WireValue?], to routed: RoutedRequest, requestID: String) -> WireResponse {
        switch routed.wireProtocol {
        case .query: QueryProtocol.response(values, to: routed, requestID: requestID)
        case .json10, .json11: JSONProtocol.response(values, to: routed, requestID: requestID)
        case .restJSON: RESTJSONProtocol.response(values, to: routed, requestID: requestID)
        case .rpcV2CBOR: RPCv2CBORProtocol.response(values, to: routed, requestID: requestID)
        case .restXML: RESTXMLProtocol.response(values, to: routed, requestID: requestID)
        }
    }
}
