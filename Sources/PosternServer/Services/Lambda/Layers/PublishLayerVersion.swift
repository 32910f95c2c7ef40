import AWSWire
import StateStore

/// `PublishLayerVersion`: <https://docs.aws.amazon.com/lambda/latest/api/API_PublishLayerVersion.html>
struct PublishLayerVersion: ServiceOperation {
    typealias Wire = Lambda.PublishLayerVersion
    static let access = OperationAccess(bodyLimitBytes: 70_167_211)

    let lambda: LambdaDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let layer = LayerVersionReference(layer: input.layerName, number: 0, in: call.scope)
        return try [AuthorizationRequirement(Self.action, on: layer.layerARN, ownedBy: layer.scope.accountID)]
            + lambda.codeRequirements(
                bucket: input.content.s3Bucket,
                key: input.content.s3Key,
                versionID: input.content.s3ObjectVersion,
                in: call
            )
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        try LayerCompatibility.check(input.compatibleRuntimes, input.compatibleArchitectures)
        let layer = LayerVersionReference(layer: input.layerName, number: 0, in: call.scope)
        let source = try CodeSource(
            zipFile: input.content.zipFile,
            bucket: input.content.s3Bucket,
            key: input.content.s3Key,
            versionID: input.content.s3ObjectVersion
        )
        return .asynchronously { () throws(ServiceFault) in
            let code = try await lambda.accept(source, for: call.call)
            let version = try await lambda.writer.write { transaction throws(ServiceFault) in
                try CodeStorage.requireRoom(for: code, in: layer.scope, transaction.functions)
                let number =
                    (transaction.functions.layers[layer.layerName, in: layer.scope]?.lastVersionNumber ?? 0) + 1
                let version = LayerVersion(input, layer, number: number, code: code, at: call.time)
                transaction.apply(
                    .layer(.put(Layer(scope: layer.scope, name: layer.layerName, lastVersionNumber: number)))
                )
                transaction.apply(.layerVersion(.put(version)))
                return version
            }
            return Wire.Output(
                content: lambda.content(of: version, in: call.call),
                layerARN: version.layerARN,
                layerVersionARN: version.arn,
                description: version.layerDescription,
                createdDate: version.createdAt.lambdaText,
                version: version.number,
                compatibleArchitectures: input.compatibleArchitectures,
                compatibleRuntimes: input.compatibleRuntimes,
                licenseInfo: version.licenseInfo
            )
        }
    }
}

extension LayerVersion {
    fileprivate init(
        _ input: Lambda.PublishLayerVersion.Input,
        _ layer: LayerVersionReference,
        number: Int,
        code: FunctionCode,
        at time: Moment
    ) {
        self.init(
            scope: layer.scope,
            layerName: layer.layerName,
            number: number,
            createdAt: time,
            layerDescription: input.description ?? "",
            licenseInfo: input.licenseInfo,
            compatibleRuntimes: input.compatibleRuntimes?.map(\.rawValue),
            compatibleArchitectures: input.compatibleArchitectures?.map(\.rawValue),
            code: code
        )
    }
}
