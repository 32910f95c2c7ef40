import AWSWire
import IAMPolicy
import StateStore

/// `AddPermission`: <https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html>
struct AddPermission: ServiceOperation {
    typealias Wire = Lambda.AddPermission
    let lambda: LambdaDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let reference = try FunctionReference(input.functionName, qualifier: input.qualifier, in: call.scope)
        var requirement = AuthorizationRequirement.function(Self.action, reference, in: call)
        requirement.context.append((key: "lambda:Principal", values: [input.principal]))
        if let type = input.functionURLAuthType {
            requirement.context.append((key: "lambda:FunctionUrlAuthType", values: [type.rawValue]))
        }
        return [requirement]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let reference = try FunctionReference(input.functionName, qualifier: input.qualifier, in: call.scope)
        guard reference.qualifier != "$LATEST" else {
            throw Lambda.Fault.invalidParameterValue("We currently do not support adding policies for $LATEST.")
        }
        let permission = FunctionPermission(input)
        let statement = try PermissionStatement(permission, resource: reference.arn).json()
        return .asynchronously { () throws(ServiceFault) in
            try await lambda.changePermissions(of: reference, revisionID: input.revisionID) {
                permissions throws(ServiceFault) in
                guard !permissions.contains(where: { $0.statementID == permission.statementID }) else {
                    throw Lambda.Fault.resourceConflict(
                        "The statement id (\(permission.statementID)) provided already exists. Please provide a new "
                            + "statement id, or remove the existing statement."
                    )
                }
                permissions.append(permission)
            }
            return Wire.Output(statement: statement)
        }
    }
}

/// `RemovePermission`.
struct RemovePermission: ServiceOperation {
    typealias Wire = Lambda.RemovePermission
    let lambda: LambdaDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let reference = try FunctionReference(input.functionName, qualifier: input.qualifier, in: call.scope)
        return [.function(Self.action, reference, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let reference = try FunctionReference(input.functionName, qualifier: input.qualifier, in: call.scope)
        return .asynchronously { () throws(ServiceFault) in
            try await lambda.changePermissions(of: reference, revisionID: input.revisionID) {
                permissions throws(ServiceFault) in
                guard let index = permissions.firstIndex(where: { $0.statementID == input.statementID }) else {
                    throw Lambda.Fault.resourceNotFound(
                        "Statement \(input.statementID) is not found in resource policy."
                    )
                }
                permissions.remove(at: index)
            }
            return Unit()
        }
    }
}

/// `GetPolicy`.
struct GetFunctionPolicy: ServiceOperation {
    typealias Wire = Lambda.GetPolicy

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let reference = try FunctionReference(input.functionName, qualifier: input.qualifier, in: call.scope)
        return [.function(Self.action, reference, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let reference = try FunctionReference(input.functionName, qualifier: input.qualifier, in: call.scope)
        guard let policy = try reference.find(in: call.functions).policy(for: reference.qualifier) else {
            throw Lambda.Fault.resourceNotFound("The resource you requested does not exist.")
        }
        return .finished(Wire.Output(policy: policy.policy.document.text, revisionID: policy.revisionID))
    }
}

extension LambdaDependencies {
    /// Changes the permissions of a function, version or alias, and the policy that they make, together.
    fileprivate func changePermissions(
        of reference: FunctionReference,
        revisionID: String?,
        _ change: @Sendable (inout [FunctionPermission]) throws(ServiceFault) -> Void
    ) async throws(ServiceFault) {
        let newRevision = surroundings.randomness.uuid()
        try await writer.write { transaction throws(ServiceFault) in
            var function = try reference.find(in: transaction.functions)
            let former = function.policy(for: reference.qualifier)
            if let revisionID, revisionID != former?.revisionID ?? function.latest.revisionID {
                throw Lambda.Fault.preconditionFailed(
                    "The RevisionId provided does not match the latest RevisionId. Call the GetPolicy API to retrieve "
                        + "the latest RevisionId for your resource."
                )
            }
            var permissions = former?.permissions ?? []
            try change(&permissions)
            let policy = try FunctionResourcePolicy(
                permissions,
                of: reference,
                revisionID: newRevision,
                in: transaction.identity
            )
            function.setPolicy(policy, for: reference.qualifier)
            transaction.apply(.function(.put(function)))
        }
    }
}

extension Function {
    fileprivate func policy(for qualifier: String?) -> FunctionResourcePolicy? {
        qualifier.map { qualifiedResourcePolicies[$0] } ?? resourcePolicy
    }

    fileprivate mutating func setPolicy(_ policy: FunctionResourcePolicy?, for qualifier: String?) {
        if let qualifier {
            qualifiedResourcePolicies[qualifier] = policy
        } else {
            resourcePolicy = policy
        }
    }
}

extension FunctionResourcePolicy {
    /// Nil when no permission is left.
    ///
    /// - Throws: for a principal that does not exist and for a policy beyond 20 KB.
    fileprivate init?(
        _ permissions: [FunctionPermission],
        of reference: FunctionReference,
        revisionID: String,
        in identity: IdentityState
    ) throws(ServiceFault) {
        guard !permissions.isEmpty else { return nil }
        let statements = permissions.map { PermissionStatement($0, resource: reference.arn) }
        let text = try PermissionStatement.encode(PermissionPolicy(statements: statements))
        guard text.utf8.count <= FunctionLimits.resourcePolicyBytes else {
            throw Lambda.Fault.policyLengthExceeded(
                "The final policy size (\(text.utf8.count)) is bigger than the limit (\(FunctionLimits.resourcePolicyBytes))."
            )
        }
        self.init(
            permissions: permissions,
            policy: try Self.pinned(text, in: identity),
            revisionID: revisionID
        )
    }

    private static func pinned(_ text: String, in identity: IdentityState) throws(ServiceFault) -> PinnedPolicy {
        do {
            let document = try PolicyDocument.checked(text, kind: .resource)
            return try TrustPolicy.pinned(text, document, in: identity)
        } catch {
            throw Lambda.Fault.invalidParameterValue(
                "The provided principal was invalid. Please check the principal and try again."
            )
        }
    }
}

extension FunctionPermission {
    fileprivate init(_ input: Lambda.AddPermission.Input) {
        self.init(
            statementID: input.statementID,
            action: input.action,
            principal: input.principal,
            sourceARN: input.sourceARN,
            sourceAccount: input.sourceAccount,
            principalOrgID: input.principalOrgID,
            eventSourceToken: input.eventSourceToken,
            functionURLAuthType: input.functionURLAuthType?.rawValue,
            invokedViaFunctionURL: input.invokedViaFunctionURL
        )
    }
}
