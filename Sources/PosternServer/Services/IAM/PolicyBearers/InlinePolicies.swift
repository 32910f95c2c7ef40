import AWSWire
import IAMPolicy
import StateStore

/// `PutUserPolicy`, `PutGroupPolicy`, `PutRolePolicy`.
struct PutInlinePolicy<Wire: WireOperation>: ServiceOperation
where Wire.Input: InlinePolicyDocumentInput, Wire.Output == Unit {
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.boundedBearer(Self.action, input, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        let document = try PolicyDocument.checked(input.policyDocument, kind: .identity)
        return .asynchronously { () throws(ServiceFault) in
            try await iam.writer.write { transaction throws(ServiceFault) in
                var bearer = try Wire.Input.Bearer.findModifiable(
                    input.bearerName,
                    in: transaction.identity,
                    call.globalScope
                )
                bearer.grants.putInline(
                    InlinePolicy(name: input.policyName, document: PolicyText(input.policyDocument))
                )
                try Self.checkSize(of: bearer, adding: document)
                transaction.apply(Wire.Input.Bearer.change(.put(bearer)))
                return Unit()
            }
        }
    }

    private static func checkSize(of bearer: Wire.Input.Bearer, adding document: PolicyDocument) throws(ServiceFault) {
        var characters = 0
        for policy in bearer.grants.inline {
            characters += try PolicyDocument.checked(policy.document.text, kind: .identity).countedCharacters
        }
        let limit = Wire.Input.Bearer.inlineCharacterQuota
        guard characters <= limit else {
            throw IAM.Fault.limitExceeded(
                "Maximum policy size of \(limit) bytes exceeded for \(Wire.Input.Bearer.noun) \(bearer.name)"
            )
        }
    }
}

/// `GetUserPolicy`, `GetGroupPolicy`, `GetRolePolicy`.
struct GetInlinePolicy<Wire: WireOperation>: ServiceOperation
where Wire.Input: InlinePolicyInput, Wire.Output: InlinePolicyOutput {
    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.bearer(Self.action, input, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let identity = call.call.view.snapshot.identity
        let bearer = try Wire.Input.Bearer.find(input.bearerName, in: identity, call.globalScope)
        guard let policy = bearer.grants.inlinePolicy(named: input.policyName) else {
            throw Wire.Input.Bearer.noInlinePolicy(input.policyName)
        }
        return .finished(
            Wire.Output(
                bearerName: bearer.name,
                policyName: policy.name,
                policyDocument: policy.document.text.percentEncodedAsPolicy
            )
        )
    }
}

/// `DeleteUserPolicy`, `DeleteGroupPolicy`, `DeleteRolePolicy`.
struct DeleteInlinePolicy<Wire: WireOperation>: ServiceOperation
where Wire.Input: InlinePolicyInput, Wire.Output == Unit {
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.boundedBearer(Self.action, input, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        .asynchronously { () throws(ServiceFault) in
            try await iam.writer.write { transaction throws(ServiceFault) in
                var bearer = try Wire.Input.Bearer.findModifiable(
                    input.bearerName,
                    in: transaction.identity,
                    call.globalScope
                )
                guard let index = bearer.grants.inline.firstIndex(where: { $0.name == input.policyName }) else {
                    throw Wire.Input.Bearer.noInlinePolicy(input.policyName)
                }
                bearer.grants.inline.remove(at: index)
                transaction.apply(Wire.Input.Bearer.change(.put(bearer)))
                return Unit()
            }
        }
    }
}

/// `ListUserPolicies`, `ListGroupPolicies`, `ListRolePolicies`.
struct ListInlinePolicies<Wire: WireOperation>: ServiceOperation
where Wire.Input: BearerPageInput, Wire.Output: PolicyNamesOutput {
    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.bearer(Self.action, input, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let identity = call.call.view.snapshot.identity
        let bearer = try Wire.Input.Bearer.find(input.bearerName, in: identity, call.globalScope)
        let names = bearer.grants.inline.map(\.name).sorted()
        let page = try Page(of: names, after: input.marker, maxItems: input.maxItems, key: \.self)
        return .finished(Wire.Output(policyNames: page.items, isTruncated: page.isTruncated, marker: page.marker))
    }
}

extension PolicyBearer {
    fileprivate static func noInlinePolicy(_ name: String) -> ServiceFault {
        IAM.Fault.noSuchEntity("The \(noun) policy with name \(name) cannot be found.")
    }
}
