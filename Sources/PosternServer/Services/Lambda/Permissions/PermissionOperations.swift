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
        guard PermissionStatement.PrincipalValue(input.principal).isPlausible else {
            throw PermissionPolicy.invalidPrincipal
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
        guard call.functions.functions[reference.name, in: reference.scope] != nil else {
            throw Lambda.Fault.resourceNotFound("No policy found for: \(reference.arn)")
        }
        return .asynchronously { () throws(ServiceFault) in
            try await lambda.changePermissions(of: reference, revisionID: input.revisionID) {
                permissions throws(ServiceFault) in
                guard !permissions.isEmpty else {
                    throw Lambda.Fault.resourceNotFound("No policy is associated with the given resource.")
                }
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
        let function = try reference.function(in: call.functions)
        guard let target = call.functions.target(of: function, qualifier: reference.qualifier),
            let policy = target.resourcePolicy
        else { throw Lambda.Fault.resourceNotFound("The resource you requested does not exist.") }
        return .finished(Wire.Output(policy: policy.policy.document.text, revisionID: target.revisionID))
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
            let target = try reference.policyHolder(in: transaction.functions)
            try FunctionRevision.require(revisionID, latest: target.revisionID)
            var permissions = target.resourcePolicy?.permissions ?? []
            try change(&permissions)
            let policy = try FunctionResourcePolicy(permissions, of: reference, in: transaction.identity)
            target.replacePolicy(with: policy, revisionID: newRevision, in: &transaction)
        }
    }
}

extension FunctionReference {
    /// What a policy is attached to.
    ///
    /// - Throws: `ResourceNotFoundException`, for an alias in words of its own.
    fileprivate func policyHolder(in functions: FunctionState) throws(ServiceFault) -> FunctionTarget {
        let function = try function(in: functions)
        if let target = functions.target(of: function, qualifier: qualifier) { return target }
        guard let qualifier, !qualifier.contains("$"), !qualifier.utf8.allSatisfy(\.isDigit) else {
            throw Lambda.Fault.resourceNotFound("Function not found: \(arn)")
        }
        throw Lambda.Fault.resourceNotFound("Cannot find alias arn: \(arn)")
    }
}

extension FunctionTarget {
    /// Attaches a policy, or with nil takes it away, under a new revision of what bears it.
    fileprivate func replacePolicy(
        with policy: FunctionResourcePolicy?,
        revisionID: String,
        in transaction: inout StateTransaction
    ) {
        if var alias {
            alias.resourcePolicy = policy
            alias.revisionID = revisionID
            transaction.apply(.alias(.put(alias)))
        } else if var version = transaction.functions.version(version, of: function) {
            version.resourcePolicy = policy
            version.settings.revisionID = revisionID
            transaction.apply(.version(.put(version)))
        } else {
            var function = function
            function.resourcePolicy = policy
            function.latest.revisionID = revisionID
            transaction.apply(.function(.put(function)))
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
        in identity: IdentityState
    ) throws(ServiceFault) {
        guard !permissions.isEmpty else { return nil }
        let statements = permissions.map { PermissionStatement($0, resource: reference.arn) }
        self.init(permissions: permissions, policy: try PermissionPolicy.pinned(statements, in: identity))
    }
}

extension PermissionPolicy {
    /// The policy that statements make, with the principals that exist now.
    ///
    /// - Throws: for a principal that does not exist and for a policy beyond 20 KB.
    static func pinned(
        _ statements: [PermissionStatement],
        in identity: IdentityState
    ) throws(ServiceFault) -> PinnedPolicy {
        let text = try PermissionStatement.encode(PermissionPolicy(statements: statements))
        guard text.utf8.count <= FunctionLimits.resourcePolicyBytes else {
            throw Lambda.Fault.policyLengthExceeded(
                "The final policy size (\(text.utf8.count)) is bigger than the limit (\(FunctionLimits.resourcePolicyBytes))."
            )
        }
        do {
            let document = try PolicyDocument.checked(text, kind: .resource)
            return try TrustPolicy.pinned(text, document, in: identity)
        } catch {
            throw invalidPrincipal
        }
    }

    static var invalidPrincipal: ServiceFault {
        Lambda.Fault.invalidParameterValue(
            "The provided principal was invalid. Please check the principal and try again."
        )
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
