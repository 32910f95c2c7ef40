import AWSWire
import IAMPolicy
import StateStore

/// `CreatePolicy`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html>
struct CreatePolicy: ServiceOperation {
    typealias Wire = IAM.CreatePolicy
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let arn = "arn:aws:iam::\(call.accountID):policy\(input.path ?? "/")\(input.policyName)"
        return AuthorizationRequirement.creating(Self.action, arn, tags: input.tags, with: "iam:TagPolicy", in: call)
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        try ManagedPolicySize.check(input.policyDocument)
        return .asynchronously { () throws(ServiceFault) in
            try await iam.writer.write { transaction throws(ServiceFault) in
                let scope = call.globalScope
                guard transaction.identity.managedPolicies.named(input.policyName.lowercased(), in: scope) == nil else {
                    throw IAM.Fault.entityAlreadyExists(
                        "A policy called \(input.policyName) already exists. Duplicate names are not allowed."
                    )
                }
                guard transaction.identity.managedPolicies.all(in: scope).count < IAMQuota.policies else {
                    throw IAMQuota.exceeded("PoliciesPerAccount", IAMQuota.policies)
                }
                let policy = ManagedPolicy(
                    scope: scope,
                    id: iam.surroundings.randomness.uniqueID(.managedPolicy),
                    name: input.policyName,
                    path: input.path ?? "/",
                    createdAt: call.time,
                    policyDescription: input.description,
                    document: PolicyText(input.policyDocument),
                    tags: try [Tag](checking: input.tags)
                )
                transaction.apply(.managedPolicy(.put(policy)))
                return Wire.Output(policy: IAM.Policy(policy, in: transaction.identity))
            }
        }
    }
}

/// `GetPolicy`, for AWS's policies and the customer's.
struct GetPolicy: ServiceOperation {
    typealias Wire = IAM.GetPolicy
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.onPolicy(Self.action, input.policyARN, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        if let policy = call.identity.managedPolicy(arn: input.policyARN, in: call.globalScope) {
            var answer = IAM.Policy(policy, in: call.identity)
            answer.tags = policy.tags.map(IAM.Tag.init)
            return .finished(Wire.Output(policy: answer))
        }
        guard let entry = iam.catalogue.entry(input.policyARN) else { throw IAMFaults.noPolicy(input.policyARN) }
        var answer = IAM.Policy(entry, in: call.identity)
        answer.tags = []
        return .finished(Wire.Output(policy: answer))
    }
}

/// `ListPolicies`.
struct ListPolicies: ServiceOperation {
    typealias Wire = IAM.ListPolicies
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let resource = "arn:aws:iam::\(call.accountID):policy\(input.pathPrefix ?? "/")"
        return [AuthorizationRequirement(Self.action, on: resource, ownedBy: call.accountID)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let chosen = policies(of: input.scope ?? .all, for: call)
            .filter { $0.path?.hasPrefix(input.pathPrefix ?? "/") == true }
            .filter { input.onlyAttached != true || ($0.attachmentCount ?? 0) > 0 }
            .sorted { ($0.arn ?? "") < ($1.arn ?? "") }
        let page = try Page(of: chosen, after: input.marker, maxItems: input.maxItems) { $0.arn ?? "" }
        return .finished(Wire.Output(policies: page.items, isTruncated: page.isTruncated, marker: page.marker))
    }

    private func policies(of scope: IAM.PolicyScopeType, for call: AuthorizedCall) -> [IAM.Policy] {
        let own =
            scope == .aws
            ? [] : call.identity.managedPolicies.all(in: call.globalScope).map { IAM.Policy($0, in: call.identity) }
        let shipped = scope == .local ? [] : iam.catalogue.entries.map { IAM.Policy($0, in: call.identity) }
        return own + shipped
    }
}

/// `DeletePolicy`: attachments and all versions but the default must be gone first.
struct DeletePolicy: ServiceOperation {
    typealias Wire = IAM.DeletePolicy
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.onPolicy(Self.action, input.policyARN, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        .asynchronously { () throws(ServiceFault) in
            try await iam.writer.write { transaction throws(ServiceFault) in
                let policy = try iam.changeable(input.policyARN, in: transaction.identity, call)
                let usage = transaction.identity.usage(of: policy.arn)
                guard usage.attachments == 0, usage.boundaries == 0 else {
                    throw IAM.Fault.deleteConflict("Cannot delete a policy attached to entities.")
                }
                guard policy.versions.count == 1 else {
                    throw IAM.Fault.deleteConflict(
                        "This policy has more than one version. Before you delete a policy, you must delete the policy's "
                            + "versions. The default version is deleted with the policy."
                    )
                }
                transaction.apply(.managedPolicy(.remove(policy.key)))
                return Unit()
            }
        }
    }
}

/// The limit on the size of one version.
enum ManagedPolicySize {
    static func check(_ text: String) throws(ServiceFault) {
        let document = try PolicyDocument.checked(text, kind: .identity)
        guard document.countedCharacters <= IAMQuota.managedPolicyCharacters else {
            throw IAMQuota.exceeded("PolicySize", IAMQuota.managedPolicyCharacters)
        }
    }
}

extension IAMFaults {
    static func noPolicy(_ arn: String) -> ServiceFault {
        invalidPolicyARN(arn) ?? IAM.Fault.noSuchEntity("Policy \(arn) was not found.")
    }

    /// Of a policy that was to be attached.
    static func noAttachablePolicy(_ arn: String) -> ServiceFault {
        invalidPolicyARN(arn) ?? IAM.Fault.noSuchEntity("Policy \(arn) does not exist or is not attachable.")
    }

    /// nil for what may be the ARN of a managed policy.
    private static func invalidPolicyARN(_ arn: String) -> ServiceFault? {
        let isPolicy = ARN(arn).map { $0.service == "iam" && $0.resource.hasPrefix("policy/") } ?? false
        return isPolicy ? nil : IAM.Fault.invalidInput("ARN \(arn) is not valid.")
    }
}

extension IAMDependencies {
    /// A policy of the caller's account, which it may change; AWS's own it may not.
    ///
    /// - Throws: `NoSuchEntity`, or `AccessDenied` for a policy of another account or of AWS.
    func changeable(
        _ arn: String,
        in identity: IdentityState,
        _ call: AuthorizedCall
    ) throws(ServiceFault) -> ManagedPolicy {
        guard let policy = identity.managedPolicy(arn: arn, in: call.globalScope) else {
            guard catalogue.entry(arn) == nil else {
                throw ServiceFault(
                    code: "AccessDenied",
                    message: "AWS-managed policies cannot be changed: \(arn)",
                    status: 403
                )
            }
            throw IAMFaults.noPolicy(arn)
        }
        return policy
    }
}

extension AuthorizationRequirement {
    static func onPolicy(_ action: String, _ arn: String, in call: IncomingCall) -> Self {
        Self(action, on: arn, ownedBy: call.accountID)
    }
}
