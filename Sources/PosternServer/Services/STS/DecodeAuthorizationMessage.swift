import AWSWire

/// `DecodeAuthorizationMessage`: opens what ``AuthorizationMessageSealer`` sealed.
///
/// <https://docs.aws.amazon.com/STS/latest/APIReference/API_DecodeAuthorizationMessage.html>
struct DecodeAuthorizationMessage: ServiceOperation {
    typealias Wire = STS.DecodeAuthorizationMessage
    let sts: STSDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.onAccount(Self.action, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        guard let message = AuthorizationMessageSealer(key: sts.sealingKey).decoded(input.encodedMessage) else {
            throw STS.Fault.invalidAuthorizationMessage("Message is not valid")
        }
        return .finished(Wire.Output(decodedMessage: message))
    }
}
