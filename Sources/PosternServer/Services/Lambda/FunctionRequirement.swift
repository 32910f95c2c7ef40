import AWSWire
import IAMPolicy
import StateStore

extension AuthorizationRequirement {
    /// An action on a function, version or alias, decided together with its own policy.
    ///
    /// <https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html>
    static func function(_ action: String, _ reference: FunctionReference, in call: IncomingCall) -> Self {
        Self(
            action,
            on: reference.arn,
            ownedBy: reference.scope.accountID,
            policy: call.view.functionPolicy(reference),
            context: call.view.functionTags(reference).resourceTagKeys
        )
    }

    /// The permission to hand a role to Lambda.
    ///
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html>
    /// - Throws: `AccessDeniedException` for a role of another account than the function's.
    static func passRole(
        _ roleARN: String,
        for functionARN: String,
        in call: IncomingCall
    ) throws(ServiceFault) -> Self {
        guard ARN(roleARN)?.account == ARN(functionARN)?.account else {
            throw ServiceFault(
                code: "AccessDeniedException",
                message: "Cross-account pass role is not allowed.",
                status: 403
            )
        }
        return Self(
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
        let attached = snapshot.functions.target(of: function, qualifier: reference.qualifier)?.resourcePolicy
        return attached.map { library.pinnedPolicy($0.policy, kind: .resource, identifier: reference.arn) }
    }

    fileprivate func functionTags(_ reference: FunctionReference) -> [Tag] {
        snapshot.functions.functions[reference.name, in: reference.scope]?.tags ?? []
    }
}

extension [Tag] {
    /// `aws:ResourceTag/KEY` for every tag of a resource.
    var resourceTagKeys: [(key: String, values: [String])] {
        map { (key: "aws:ResourceTag/\($0.key)", values: [$0.value]) }
    }
}

extension [String: String] {
    /// `aws:RequestTag/KEY` for every tag of a request, and `aws:TagKeys`.
    var requestTagKeys: [(key: String, values: [String])] {
        guard !isEmpty else { return [] }
        let sorted = sorted { $0.key < $1.key }
        return sorted.map { (key: "aws:RequestTag/\($0.key)", values: [$0.value]) }
            + [(key: "aws:TagKeys", values: sorted.map(\.key))]
    }
}
