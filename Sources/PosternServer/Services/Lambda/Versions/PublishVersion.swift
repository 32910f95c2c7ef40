import AWSWire
import StateStore

/// `PublishVersion`: <https://docs.aws.amazon.com/lambda/latest/api/API_PublishVersion.html>
struct PublishVersion: ServiceOperation {
    typealias Wire = Lambda.PublishVersion
    let lambda: LambdaDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.function(Self.action, try FunctionReference(input.functionName, in: call.scope), in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let reference = try FunctionReference(input.functionName, in: call.scope).unqualified
        let revision = lambda.surroundings.randomness.uuid()
        let publication = VersionPublication(lambda: lambda, description: input.description)
        return .asynchronously { () throws(ServiceFault) in
            let (function, version) = try await lambda.writer.write { transaction throws(ServiceFault) in
                var function = try reference.function(in: transaction.functions)
                try function.requireSettled()
                try function.requireRevision(input.revisionID)
                try requireCode(input.codeSHA256, of: function)
                let known = function.lastVersionNumber
                let version = publication.publish(
                    &function,
                    status: FunctionStatus(state: .active),
                    in: &transaction
                )
                if function.lastVersionNumber != known {
                    function.latest.revisionID = revision
                    transaction.apply(.function(.put(function)))
                }
                return (function, version)
            }
            return lambda.shown(version, of: function)
        }
    }

    private func requireCode(_ hash: String?, of function: Function) throws(ServiceFault) {
        let current = function.latest.code.base64
        guard let hash, hash != current else { return }
        throw Lambda.Fault.invalidParameterValue(
            "CodeSHA256 (\(hash)) is different from current CodeSHA256 in $LATEST (\(current)). Please try again with the "
                + "CodeSHA256 in $LATEST."
        )
    }
}

/// `ListVersionsByFunction`: `$LATEST` first, then the versions by number.
struct ListVersionsByFunction: ServiceOperation {
    typealias Wire = Lambda.ListVersionsByFunction
    let lambda: LambdaDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.function(Self.action, try FunctionReference(input.functionName, in: call.scope), in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let reference = try FunctionReference(input.functionName, in: call.scope).unqualified
        let function = try reference.function(in: call.functions)
        let page = try LambdaPage(
            of: lambda.listedVersions(of: function, in: call.functions),
            after: input.marker,
            maxItems: input.maxItems,
            key: \.listKey
        )
        return .finished(Wire.Output(nextMarker: page.marker, versions: page.items))
    }
}

extension LambdaDependencies {
    /// `$LATEST` and the published versions as lists show them, each with its qualified ARN.
    func listedVersions(of function: Function, in functions: FunctionState) -> [Lambda.FunctionConfiguration] {
        let latest = shown(
            function.latest,
            of: function,
            version: FunctionTarget.latest,
            qualifier: FunctionTarget.latest
        )
        return [latest.listed] + functions.versions(of: function).map { shown($0, of: function).listed }
    }

    /// A version as answers show it.
    func shown(_ version: PublishedVersion, of function: Function) -> Lambda.FunctionConfiguration {
        let number = String(version.number)
        return shown(version.settings, of: function, version: number, qualifier: number)
    }
}
