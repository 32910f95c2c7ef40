import AWSWire

/// `GetCallerIdentity`: needs no permission and cannot be denied.
///
/// <https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html>
struct GetCallerIdentity: ServiceOperation {
    typealias Wire = STS.GetCallerIdentity

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        []
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        .finished(
            Wire.Output(userID: call.caller.userID, account: call.caller.accountID, arn: call.caller.arn)
        )
    }
}
