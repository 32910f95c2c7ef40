import AWSWire

extension ServiceFault {
    /// A fault of the server. What exactly failed is in its log, not in the answer.
    static let serviceFailure = ServiceFault(
        code: "ServiceFailure",
        message: "The request could not be completed because of a fault of the server; see its log.",
        status: 500,
        origin: .receiver
    )
}
