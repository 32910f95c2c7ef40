import AWSWire
import IAMPolicy
import StateStore

/// `SimulateCustomPolicy`: what the policies passed would say.
///
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulateCustomPolicy.html>
struct SimulateCustomPolicy: ServiceOperation {
    typealias Wire = IAM.SimulateCustomPolicy

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.onAccount(Self.action, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        guard input.resourcePolicy == nil || input.callerARN != nil else {
            throw IAM.Fault.invalidInput("CallerArn must be specified when ResourcePolicy is.")
        }
        let subject = SimulatedPrincipal(
            principal: .simulatedUser(accountID: call.call.accountID),
            tags: [],
            identityPolicies: [SimulatedPolicy](
                input.policyInputs,
                named: "PolicyInputList",
                SimulatedPolicy.identityType
            )
        )
        let simulation = try PolicySimulation(
            input,
            subject: subject,
            organization: input.orderedOrganizationPolicyInputList?.enumerated().map { level, policies in
                [SimulatedPolicy](
                    policies.serviceControlPolicyInputList,
                    named: "OrderedOrganizationPolicyInputList.\(level + 1)",
                    SimulatedPolicy.organizationType
                )
            }
        )
        return .finished(try simulation.response(after: input.marker, maxItems: input.maxItems))
    }
}

/// `SimulatePrincipalPolicy`: what the policies of a user, group or role would say, and those passed with them.
///
/// A role is simulated as somebody who has assumed it.
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html>
struct SimulatePrincipalPolicy: ServiceOperation {
    typealias Wire = IAM.SimulatePrincipalPolicy
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [AuthorizationRequirement(Self.action, on: input.policySourceARN, ownedBy: call.accountID)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        var subject = try iam.simulated(input.policySourceARN, for: call)
        subject.exclude(input.policyExclusionList ?? [])
        subject.identityPolicies += [SimulatedPolicy](
            input.policyInputs,
            named: "PolicyInputList",
            SimulatedPolicy.identityType
        )
        let simulation = try PolicySimulation(
            input,
            subject: subject,
            organization: call.organizations.serviceControl(of: call.call.accountID),
            resourcesIn: call.call.view.organizations
        )
        return .finished(try simulation.response(after: input.marker, maxItems: input.maxItems))
    }
}
