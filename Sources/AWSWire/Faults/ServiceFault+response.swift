extension ServiceFault {
    /// The error in the form of a protocol.
    ///
    /// - Parameters:
    ///   - service: gives the XML namespace; nil where the service is not known.
    ///   - requestID: what the client quotes when it asks about this request.
    package func response(
        in wireProtocol: WireProtocol,
        of service: ServiceModel?,
        requestID: String
    ) -> WireResponse {
        switch wireProtocol {
        case .query: QueryProtocol.response(self, service: service, requestID: requestID)
        case .json10, .json11: JSONProtocol.response(self, wireProtocol, requestID: requestID)
        case .restJSON: RESTJSONProtocol.response(self, requestID: requestID)
        case .rpcV2CBOR: RPCv2CBORProtocol.response(self, requestID: requestID)
        case .restXML: RESTXMLProtocol.response(self, requestID: requestID)
        }
    }

    /// Postern's own mistake; the details go to the log, not to the client.
    package static let internalFailure = ServiceFault(
        code: "InternalFailure",
        message: "The request processing has failed because of an unknown error, exception or failure.",
        status: 500,
        origin: .receiver
    )
}
