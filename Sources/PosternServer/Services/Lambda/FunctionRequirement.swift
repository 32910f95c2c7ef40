import IAMPolicy
import StateStore

extension AuthorizationRequirement {
    /// An action on a function, decided together with the function's own policy.
    static func function(_ action: String, _ reference: FunctionReference, in call: IncomingCall) -> Self {
        Self(
            action,
            on: reference.arn,
            ownedBy: reference.scope.accountID,
            policy: call.view.functionPolicy(reference)
        )
    }

    /// The permission to hand a role to Lambda.
    ///
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html>
    static func passRole(_ roleARN: String, for functionARN: String, in call: IncomingCall) -> Self {
        Self(
            "iam:PassRole",
            on: roleARN,
            ownedBy: ARN(roleARN)?.account ?? call.accountID,
            context: [
                (key: "iam:PassedToService", values: ["lambda.amazonaws.com"]),
                (key: "iam:AssociatedResourceArn", values: [functionARN]),
            ]
        )
    }
}

extension StateView {
    /// The policy attached to what a reference names: a qualifier has a policy of its own.
    func functionPolicy(_ reference: FunctionReference) -> CompiledPolicy? {
        guard let function = snapshot.functions.functions[reference.name, in: reference.scope] else { return nil }
        let attached = reference.qualifier.map { function.qualifiedResourcePolicies[$0] } ?? function.resourcePolicy
        return attached.map { library.pinnedPolicy($0.policy, kind: .resource, identifier: reference.arn) }
    }
}
