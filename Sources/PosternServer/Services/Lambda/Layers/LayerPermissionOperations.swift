import AWSWire
import IAMPolicy
import StateStore

/// `AddLayerVersionPermission`: <https://docs.aws.amazon.com/lambda/latest/api/API_AddLayerVersionPermission.html>
struct AddLayerVersionPermission: ServiceOperation {
    typealias Wire = Lambda.AddLayerVersionPermission
    let lambda: LambdaDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.layerVersion(Self.action, LayerVersionReference(input.layerName, input.versionNumber, call.scope), in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let reference = LayerVersionReference(input.layerName, input.versionNumber, call.scope)
        guard input.organizationID == nil || input.principal == "*" else {
            throw Lambda.Fault.invalidParameterValue(
                "OrganizationId names everybody in an organization: set Principal to *, or leave OrganizationId out."
            )
        }
        let permission = LayerResourcePolicy.Permission(
            statementID: input.statementID,
            action: input.action,
            principal: input.principal,
            organizationID: input.organizationID
        )
        let statement = try PermissionStatement(permission, resource: reference.arn).json()
        return .asynchronously { () throws(ServiceFault) in
            let revision = try await lambda.changePermissions(of: reference, revisionID: input.revisionID) {
                permissions throws(ServiceFault) in
                guard !permissions.contains(where: { $0.statementID == permission.statementID }) else {
                    throw Lambda.Fault.resourceConflict(
                        "The statement id (\(permission.statementID)) provided already exists. Please provide a new "
                            + "statement id, or remove the existing statement."
                    )
                }
                permissions.append(permission)
            }
            return Wire.Output(statement: statement, revisionID: revision)
        }
    }
}

/// `RemoveLayerVersionPermission`.
struct RemoveLayerVersionPermission: ServiceOperation {
    typealias Wire = Lambda.RemoveLayerVersionPermission
    let lambda: LambdaDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.layerVersion(Self.action, LayerVersionReference(input.layerName, input.versionNumber, call.scope), in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let reference = LayerVersionReference(input.layerName, input.versionNumber, call.scope)
        return .asynchronously { () throws(ServiceFault) in
            _ = try await lambda.changePermissions(of: reference, revisionID: input.revisionID) {
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

/// `GetLayerVersionPolicy`.
struct GetLayerVersionPolicy: ServiceOperation {
    typealias Wire = Lambda.GetLayerVersionPolicy

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.layerVersion(Self.action, LayerVersionReference(input.layerName, input.versionNumber, call.scope), in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let reference = LayerVersionReference(input.layerName, input.versionNumber, call.scope)
        guard let policy = try reference.policyHolder(in: call.functions).resourcePolicy else {
            throw Lambda.Fault.resourceNotFound("No policy is associated with the given resource.")
        }
        return .finished(Wire.Output(policy: policy.policy.document.text, revisionID: policy.revisionID))
    }
}

extension LambdaDependencies {
    /// Changes the permissions of a layer version and the policy that they make, together.
    ///
    /// - Returns: the policy's new revision.
    fileprivate func changePermissions(
        of reference: LayerVersionReference,
        revisionID: String?,
        _ change: @Sendable (inout [LayerResourcePolicy.Permission]) throws(ServiceFault) -> Void
    ) async throws(ServiceFault) -> String {
        let newRevision = surroundings.randomness.uuid()
        try await writer.write { transaction throws(ServiceFault) in
            var version = try reference.policyHolder(in: transaction.functions)
            if let revisionID, revisionID != version.resourcePolicy?.revisionID {
                throw Lambda.Fault.preconditionFailed(
                    "The Revision Id provided does not match the latest Revision Id. Call the GetLayerPolicy API to "
                        + "retrieve the latest Revision Id"
                )
            }
            var permissions = version.resourcePolicy?.permissions ?? []
            try change(&permissions)
            version.resourcePolicy =
                permissions.isEmpty
                ? nil
                : LayerResourcePolicy(
                    permissions: permissions,
                    policy: try PermissionPolicy.pinned(
                        permissions.map { PermissionStatement($0, resource: version.arn) },
                        in: transaction.identity
                    ),
                    revisionID: newRevision
                )
            transaction.apply(.layerVersion(.put(version)))
        }
        return newRevision
    }
}

extension LayerVersionReference {
    /// The layer version whose policy is spoken of, in the words that AWS has for it there.
    fileprivate func policyHolder(in functions: FunctionState) throws(ServiceFault) -> LayerVersion {
        guard let version = find(in: functions) else {
            throw Lambda.Fault.resourceNotFound("Layer version \(arn) does not exist.")
        }
        return version
    }
}

extension PermissionStatement {
    fileprivate init(_ permission: LayerResourcePolicy.Permission, resource: String) {
        self.init(
            sid: permission.statementID,
            principal: PrincipalValue(permission.principal),
            action: permission.action,
            resource: resource,
            condition: permission.organizationID.map { ["StringEquals": ["aws:PrincipalOrgID": $0]] }
        )
    }
}
