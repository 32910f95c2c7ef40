/// Reads the input of an operation out of a request, in whichever protocol it is written.
enum RequestDecoder {
    /// The members of `schema`, constraints not yet looked at.
    ///
    /// - Throws: the protocol's fault for what cannot be read.
    static func members(
        of schema: StructureSchema,
        in request: WireRequest,
        as routed: RoutedRequest
    ) throws(ServiceFault) -> [WireValue?] {
        switch routed.wireProtocol {
        case .query:
            return try reading(code: "MalformedInput") { () throws(DecodingFault) in
                try QueryDecoder.members(of: schema, in: QueryParameterTree(routed.parameters))
            }
        case .json10, .json11:
            return try reading(code: "SerializationException") { () throws(DecodingFault) in
                try JSONValueDecoder.members(of: schema, in: request.body)
            }
        case .restJSON:
            return try reading(code: "SerializationException") { () throws(DecodingFault) in
                try RESTDecoder.members(
                    of: schema,
                    in: request,
                    as: routed,
                    document: JSONValueDecoder.members
                )
            }
        case .rpcV2CBOR:
            return try reading(code: "SerializationException") { () throws(DecodingFault) in
                try CBORValueDecoder.members(of: schema, in: request.body)
            }
        case .restXML:
            return try RESTXMLProtocol.members(of: schema, in: request, as: routed)
        }
    }

    /// Gives what could not be read the error code of the protocol.
    private static func reading(
        code: String,
        _ read: () throws(DecodingFault) -> [WireValue?]
    ) throws(ServiceFault) -> [WireValue?] {
        do throws(DecodingFault) {
            return try read()
        } catch {
            switch error {
            case .malformed(let message), .mistyped(let message): throw ServiceFault(code: code, message: message)
            }
        }
    }
}
