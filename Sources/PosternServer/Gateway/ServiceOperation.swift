import AWSWire

/// One operation that clients can call: what must be allowed before it runs, and what it then does.
///
/// There is no default for ``requirements(of:in:)``: an operation that does not say what it needs does not compile.
protocol ServiceOperation: Sendable {
    associatedtype Wire: WireOperation

    /// Who may call at all and what its requests look like; the ordinary signed call unless the operation says more.
    static var access: OperationAccess { get }

    /// The request as its input is read from it: a compressed body unpacked, what the client says of the body checked.
    ///
    /// The request as it came, unless the operation says more. The signature, which covers what was sent, is proven
    /// before.
    func received(_ request: WireRequest) throws(ServiceFault) -> WireRequest

    /// The call as its input proves it to be made: by whom a token names, or with a code of an MFA device.
    ///
    /// The call as it came, unless the operation says more. Runs on an event loop before anything is authorised.
    func proven(by input: Wire.Input, _ call: IncomingCall) throws(ServiceFault) -> ProvenCall

    /// What the policies must allow for this input. Every requirement must be met; none means that every identified
    /// caller may call.
    func requirements(
        of input: Wire.Input,
        in call: IncomingCall
    ) throws(ServiceFault) -> [AuthorizationRequirement]

    /// Header fields of the answer that the model does not name.
    func headers(of call: IncomingCall) -> [WireHeader]

    /// What the policies must allow for each of the things that one call is about, where some may be done and others
    /// refused, as `DeleteObjects` does; the operation finds the refusals in ``AuthorizedCall/itemDenials``.
    func itemRequirements(
        of input: Wire.Input,
        in call: IncomingCall
    ) throws(ServiceFault) -> [AuthorizationRequirement]

    /// Carries out a call that was allowed. Runs on an event loop: what waits is returned as ``Performance/later(_:)``.
    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output>
}

extension ServiceOperation {
    func received(_ request: WireRequest) throws(ServiceFault) -> WireRequest { request }

    func headers(of call: IncomingCall) -> [WireHeader] { [] }

    static var access: OperationAccess { OperationAccess() }

    func itemRequirements(
        of input: Wire.Input,
        in call: IncomingCall
    ) throws(ServiceFault) -> [AuthorizationRequirement] {
        []
    }

    func proven(by input: Wire.Input, _ call: IncomingCall) throws(ServiceFault) -> ProvenCall {
        .now(call)
    }

    /// The IAM action of this operation when it is called as the operation is: `service:Operation`.
    static var action: String {
        "\(Wire.service.signingName):\(Wire.model.name)"
    }
}
