import AWSWire
import IAMPolicy
import StateStore

/// `GetContextKeysForCustomPolicy`.
///
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetContextKeysForCustomPolicy.html>
struct GetContextKeysForCustomPolicy: ServiceOperation {
    typealias Wire = IAM.GetContextKeysForCustomPolicy

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.onAccount(Self.action, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        .finished(Wire.Output(contextKeyNames: try [SimulatedPolicy](passed: input.policyInputList).contextKeys()))
    }
}

/// `GetContextKeysForPrincipalPolicy`: for a user, the policies of the groups it is in count too.
///
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetContextKeysForPrincipalPolicy.html>
struct GetContextKeysForPrincipalPolicy: ServiceOperation {
    typealias Wire = IAM.GetContextKeysForPrincipalPolicy
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [AuthorizationRequirement(Self.action, on: input.policySourceARN, ownedBy: call.accountID)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let attached = try iam.simulated(input.policySourceARN, for: call).identityPolicies
        let policies = attached + [SimulatedPolicy](passed: input.policyInputList ?? [])
        return .finished(Wire.Output(contextKeyNames: try policies.contextKeys()))
    }
}

extension [SimulatedPolicy] {
    fileprivate init(passed list: [String]) {
        self.init(list, named: "PolicyInputList", SimulatedPolicy.identityType)
    }

    fileprivate func contextKeys() throws(ServiceFault) -> [String] {
        ContextKeyNames.all(in: EvaluationPolicies(identity: try set(.identity)))
    }
}
