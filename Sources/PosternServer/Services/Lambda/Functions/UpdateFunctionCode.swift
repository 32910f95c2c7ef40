import AWSWire
import LambdaCore
import StateStore

/// `UpdateFunctionCode`: <https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionCode.html>
struct UpdateFunctionCode: ServiceOperation {
    typealias Wire = Lambda.UpdateFunctionCode
    static let access = OperationAccess(bodyLimitBytes: 70_167_211)

    let lambda: LambdaDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        try [.function(Self.action, FunctionReference(input.functionName, in: call.scope), in: call)]
            + lambda.codeRequirements(
                bucket: input.s3Bucket,
                key: input.s3Key,
                versionID: input.s3ObjectVersion,
                in: call
            )
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let reference = try FunctionReference(input.functionName, in: call.scope).unqualified
        let function = try reference.function(in: call.functions)
        try check(input)
        try function.requireSettled()
        try function.requireRevision(input.revisionID)
        try CodeSigning.requireSignature(function.codeSigningConfigARN, in: call.functions)
        let source = try CodeSource(
            zipFile: input.zipFile,
            bucket: input.s3Bucket,
            key: input.s3Key,
            versionID: input.s3ObjectVersion
        )
        return .asynchronously { () throws(ServiceFault) in
            let code = try await lambda.accept(source, for: call.call)
            let answer = try await store(code, input, reference, at: call.time)
            if input.dryRun != true {
                lambda.transitions.settleLater(EntityKey(scope: reference.scope, id: reference.name))
            }
            return answer
        }
    }

    private func check(_ input: Wire.Input) throws(ServiceFault) {
        guard input.imageURI == nil else {
            throw Lambda.Fault.invalidParameterValue(
                "Please don't provide ImageUri when updating a function with packageType Zip."
            )
        }
        try FunctionChecks.unsupported([
            (name: "PublishTo", isWanted: input.publishTo != nil),
            (name: "architecture arm64", isWanted: input.architectures?.contains(.arm64) == true),
        ])
    }

    /// Writes the new code; a published version of it is made at once and becomes active together with `$LATEST`.
    private func store(
        _ code: FunctionCode,
        _ input: Wire.Input,
        _ reference: FunctionReference,
        at time: Moment
    ) async throws(ServiceFault) -> Lambda.FunctionConfiguration {
        let revision = lambda.surroundings.randomness.uuid()
        return try await lambda.writer.write { transaction throws(ServiceFault) in
            var function = try reference.function(in: transaction.functions)
            try function.requireSettled()
            try function.requireRevision(input.revisionID)
            try FunctionLayers.checkSize(code, function.latest.layers)
            try CodeStorage.requireRoom(for: code, in: reference.scope, transaction.functions)
            function.latest.code = code
            if let architectures = input.architectures { function.latest.architectures = architectures.map(\.rawValue) }
            function.latest.lastModified = time
            guard input.dryRun != true else { return lambda.shown(function) }
            function.latest.revisionID = revision
            function.latest.status = .updating
            guard input.publish == true else {
                transaction.apply(.function(.put(function)))
                return lambda.shown(function)
            }
            let publication = VersionPublication(lambda: lambda, description: nil)
            let version = publication.publish(&function, status: .creating, in: &transaction)
            transaction.apply(.function(.put(function)))
            return lambda.shown(version, of: function)
        }
    }
}
