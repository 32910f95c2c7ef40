import AWSWire
import StateStore

/// `CreateAlias`: <https://docs.aws.amazon.com/lambda/latest/api/API_CreateAlias.html>
struct CreateAlias: ServiceOperation {
    typealias Wire = Lambda.CreateAlias
    let lambda: LambdaDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.function(Self.action, try FunctionReference(input.functionName, in: call.scope), in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let reference = try FunctionReference(input.functionName, in: call.scope).unqualified
        let routing = AliasRouting(input.functionVersion, input.routingConfig)
        let alias = FunctionAlias(
            scope: reference.scope,
            functionName: reference.name,
            name: input.name,
            functionVersion: input.functionVersion,
            additionalVersionWeights: routing.weights,
            aliasDescription: input.description ?? "",
            revisionID: lambda.surroundings.randomness.uuid()
        )
        return .asynchronously { () throws(ServiceFault) in
            try await lambda.writer.write { transaction throws(ServiceFault) in
                try routing.check(for: reference, in: transaction.functions)
                guard transaction.functions.aliases[alias.key] == nil else {
                    throw Lambda.Fault.resourceConflict("Alias already exists: \(alias.arn)")
                }
                transaction.apply(.alias(.put(alias)))
            }
            return Lambda.AliasConfiguration(alias)
        }
    }
}

/// `GetAlias`.
struct GetAlias: ServiceOperation {
    typealias Wire = Lambda.GetAlias

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.function(Self.action, try FunctionReference(input.functionName, in: call.scope), in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let reference = try FunctionReference(input.functionName, in: call.scope).unqualified
        return .finished(Lambda.AliasConfiguration(try reference.alias(input.name, in: call.functions)))
    }
}

/// `UpdateAlias`: what is left out stays as it is.
struct UpdateAlias: ServiceOperation {
    typealias Wire = Lambda.UpdateAlias
    let lambda: LambdaDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.function(Self.action, try FunctionReference(input.functionName, in: call.scope), in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let reference = try FunctionReference(input.functionName, in: call.scope).unqualified
        let revision = lambda.surroundings.randomness.uuid()
        return .asynchronously { () throws(ServiceFault) in
            let alias = try await lambda.writer.write { transaction throws(ServiceFault) in
                var alias = try reference.alias(input.name, in: transaction.functions)
                try FunctionRevision.require(input.revisionID, latest: alias.revisionID)
                if let version = input.functionVersion { alias.functionVersion = version }
                if let description = input.description { alias.aliasDescription = description }
                if let routing = input.routingConfig {
                    alias.additionalVersionWeights = routing.additionalVersionWeights ?? [:]
                }
                try AliasRouting(alias).check(for: reference, in: transaction.functions)
                alias.revisionID = revision
                transaction.apply(.alias(.put(alias)))
                return alias
            }
            return Lambda.AliasConfiguration(alias)
        }
    }
}

/// `DeleteAlias`: an alias that does not exist is no error.
struct DeleteAlias: ServiceOperation {
    typealias Wire = Lambda.DeleteAlias
    let lambda: LambdaDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.function(Self.action, try FunctionReference(input.functionName, in: call.scope), in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let reference = try FunctionReference(input.functionName, in: call.scope).unqualified
        return .asynchronously { () throws(ServiceFault) in
            try await lambda.writer.write { transaction throws(ServiceFault) in
                let function = try reference.function(in: transaction.functions)
                guard let alias = transaction.functions.alias(input.name, of: function) else { return }
                for change in transaction.functions.removal(of: alias) { transaction.apply(change) }
            }
            return Unit()
        }
    }
}

/// `ListAliases`: all of a function, or those that lead to one version.
struct ListAliases: ServiceOperation {
    typealias Wire = Lambda.ListAliases

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.function(Self.action, try FunctionReference(input.functionName, in: call.scope), in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let reference = try FunctionReference(input.functionName, in: call.scope).unqualified
        let function = try reference.function(in: call.functions)
        let aliases = call.functions.aliases(of: function).filter { alias in
            input.functionVersion.map(alias.versions.contains) ?? true
        }
        let page = try LambdaPage(of: aliases, after: input.marker, maxItems: input.maxItems, key: \.name)
        return .finished(
            Wire.Output(nextMarker: page.marker, aliases: page.items.map { Lambda.AliasConfiguration($0) })
        )
    }
}
