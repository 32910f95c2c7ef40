import AWSWire
import StateStore

/// `PutProvisionedConcurrencyConfig`: environments are made from now on; `GetProvisionedConcurrencyConfig` tells how far.
///
/// <https://docs.aws.amazon.com/lambda/latest/api/API_PutProvisionedConcurrencyConfig.html>
struct PutProvisionedConcurrencyConfig: ServiceOperation {
    typealias Wire = Lambda.PutProvisionedConcurrencyConfig
    let lambda: LambdaDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let reference = try FunctionReference(input.functionName, qualifier: input.qualifier, in: call.scope)
        return [.function(Self.action, reference, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let reference = try FunctionReference(input.functionName, qualifier: input.qualifier, in: call.scope)
        guard input.qualifier != "$LATEST" else {
            throw Lambda.Fault.invalidParameterValue(
                "Provisioned Concurrency Configs cannot be applied to unpublished function versions."
            )
        }
        let config = ProvisionedConcurrencyConfig(
            scope: reference.scope,
            functionName: reference.name,
            qualifier: input.qualifier,
            requestedExecutions: input.provisionedConcurrentExecutions,
            lastModifiedAt: call.time
        )
        return .asynchronously { () throws(ServiceFault) in
            try await lambda.writer.write { transaction throws(ServiceFault) in
                let function = try reference.findQualified(in: transaction.functions)
                try requireSoleConfig(reference, of: function, in: transaction.functions)
                try lambda.concurrency.checkProvisioned(
                    input.provisionedConcurrentExecutions,
                    at: input.qualifier,
                    of: function,
                    in: transaction.functions
                )
                transaction.apply(.provisionedConcurrency(.put(config)))
            }
            return Wire.Output(
                requestedProvisionedConcurrentExecutions: config.requestedExecutions,
                allocatedProvisionedConcurrentExecutions: 0,
                availableProvisionedConcurrentExecutions: 0,
                status: .inProgress,
                lastModified: config.lastModifiedAt.lambdaText
            )
        }
    }

    /// A version is provisioned by itself or by an alias, not by both.
    private func requireSoleConfig(
        _ reference: FunctionReference,
        of function: Function,
        in functions: FunctionState
    ) throws(ServiceFault) {
        let version = functions.version(reference)
        let others = functions.provisionedConcurrency.attached(to: reference.name, in: reference.scope)
            .filter { $0.qualifier != reference.qualifier }
        for other in others where functions.version(reference.named(other.qualifier)) == version {
            throw Lambda.Fault.resourceConflict(
                reference.qualifier == version
                    ? "Version is pointed by a Provisioned Concurrency alias"
                    : "Alias can't be used for Provisioned Concurrency configuration on an already Provisioned version"
            )
        }
    }
}

/// `DeleteProvisionedConcurrencyConfig`: no error when there is none.
struct DeleteProvisionedConcurrencyConfig: ServiceOperation {
    typealias Wire = Lambda.DeleteProvisionedConcurrencyConfig
    let lambda: LambdaDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let reference = try FunctionReference(input.functionName, qualifier: input.qualifier, in: call.scope)
        return [.function(Self.action, reference, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let reference = try FunctionReference(input.functionName, qualifier: input.qualifier, in: call.scope)
        try reference.requirePublished()
        return .asynchronously { () throws(ServiceFault) in
            try await lambda.writer.write { transaction throws(ServiceFault) in
                _ = try reference.findQualified(in: transaction.functions)
                let configs = transaction.functions.provisionedConcurrency
                if let config = configs[reference.name, reference.qualifier, in: reference.scope] {
                    transaction.apply(.provisionedConcurrency(.remove(config.key)))
                }
            }
            return Unit()
        }
    }
}
