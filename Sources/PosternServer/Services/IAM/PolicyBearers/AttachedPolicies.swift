import AWSWire
import StateStore

/// `AttachUserPolicy`, `AttachGroupPolicy`, `AttachRolePolicy`.
struct AttachPolicy<Wire: WireOperation>: ServiceOperation where Wire.Input: AttachmentInput, Wire.Output == Unit {
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.attachment(Self.action, input, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        .asynchronously { () throws(ServiceFault) in
            try await iam.writer.write { transaction throws(ServiceFault) in
                var bearer = try Wire.Input.Bearer.findModifiable(
                    input.bearerName,
                    in: transaction.identity,
                    call.globalScope
                )
                guard iam.managedPolicyExists(input.policyARN, in: transaction.identity, call.globalScope) else {
                    throw IAMFaults.noAttachablePolicy(input.policyARN)
                }
                guard !bearer.grants.attachedARNs.contains(input.policyARN) else { return Unit() }
                let limit = IAMQuota.attachedPoliciesPerBearer
                guard bearer.grants.attachedARNs.count < limit else {
                    throw IAMQuota.exceeded("PoliciesPer\(Wire.Input.Bearer.noun.capitalizedFirst)", limit)
                }
                bearer.grants.attachedARNs.append(input.policyARN)
                transaction.apply(Wire.Input.Bearer.change(.put(bearer)))
                return Unit()
            }
        }
    }
}

/// `DetachUserPolicy`, `DetachGroupPolicy`, `DetachRolePolicy`.
struct DetachPolicy<Wire: WireOperation>: ServiceOperation where Wire.Input: AttachmentInput, Wire.Output == Unit {
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.attachment(Self.action, input, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        .asynchronously { () throws(ServiceFault) in
            try await iam.writer.write { transaction throws(ServiceFault) in
                var bearer = try Wire.Input.Bearer.findModifiable(
                    input.bearerName,
                    in: transaction.identity,
                    call.globalScope
                )
                guard let index = bearer.grants.attachedARNs.firstIndex(of: input.policyARN) else {
                    throw IAMFaults.noPolicy(input.policyARN)
                }
                bearer.grants.attachedARNs.remove(at: index)
                transaction.apply(Wire.Input.Bearer.change(.put(bearer)))
                return Unit()
            }
        }
    }
}

/// `ListAttachedUserPolicies`, `ListAttachedGroupPolicies`, `ListAttachedRolePolicies`.
struct ListAttachedPolicies<Wire: WireOperation>: ServiceOperation
where Wire.Input: AttachmentPageInput, Wire.Output: AttachedPoliciesOutput {
    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.bearer(Self.action, input, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let identity = call.call.view.snapshot.identity
        let bearer = try Wire.Input.Bearer.find(input.bearerName, in: identity, call.globalScope)
        let attached = bearer.grants.attachedARNs
            .map(ManagedPolicyName.init(arn:))
            .filter { $0.path.hasPrefix(input.pathPrefix ?? "/") }
            .sorted { $0.name < $1.name }
        let page = try Page(of: attached, after: input.marker, maxItems: input.maxItems, key: \.name)
        return .finished(
            Wire.Output(
                attachedPolicies: page.items.map { IAM.AttachedPolicy(policyName: $0.name, policyARN: $0.arn) },
                isTruncated: page.isTruncated,
                marker: page.marker
            )
        )
    }
}

extension AuthorizationRequirement {
    /// The action on the user, group or role that the input names.
    static func bearer<Input: BearerInput>(_ action: String, _ input: Input, in call: IncomingCall) -> Self {
        Self(action, on: Input.Bearer.resource(input.bearerName, in: call), ownedBy: call.accountID)
    }

    /// The same with `iam:PolicyARN` and the bearer's boundary, the keys by which attachments are limited.
    static func attachment<Input: AttachmentInput>(_ action: String, _ input: Input, in call: IncomingCall) -> Self {
        var requirement = boundedBearer(action, input, in: call)
        requirement.context.append((key: "iam:PolicyARN", values: [input.policyARN]))
        return requirement
    }
}

extension String {
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
