import AWSWire
import StateStore

/// `GetLayerVersion`.
struct GetLayerVersion: ServiceOperation {
    typealias Wire = Lambda.GetLayerVersion
    let lambda: LambdaDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.layerVersion(Self.action, LayerVersionReference(input.layerName, input.versionNumber, call.scope), in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let reference = LayerVersionReference(input.layerName, input.versionNumber, call.scope)
        try reference.requirePositive()
        return .finished(lambda.shown(try reference.layerVersion(in: call.functions), in: call.call))
    }
}

/// `GetLayerVersionByArn`, which policies know as `lambda:GetLayerVersion`.
struct GetLayerVersionByArn: ServiceOperation {
    typealias Wire = Lambda.GetLayerVersionByArn
    static let action = "lambda:GetLayerVersion"

    let lambda: LambdaDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.layerVersion(Self.action, try reference(input), in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        .finished(lambda.shown(try reference(input).layerVersion(in: call.functions), in: call.call))
    }

    private func reference(_ input: Wire.Input) throws(ServiceFault) -> LayerVersionReference {
        guard let reference = LayerVersionReference(arn: input.arn) else { throw LayerVersionReference.notFound }
        return reference
    }
}

/// `ListLayers`: of each layer the newest version that matches.
struct ListLayers: ServiceOperation {
    typealias Wire = Lambda.ListLayers

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [AuthorizationRequirement(Self.action, on: "*", ownedBy: call.accountID)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        try LayerCompatibility.check(filter: input.compatibleRuntime)
        let matching = call.functions.layerVersions.all(in: call.scope).filter {
            LayerCompatibility.matches($0, input.compatibleRuntime, input.compatibleArchitecture)
        }
        let newest = Dictionary(matching.map { ($0.layerName, $0) }) { $0.number > $1.number ? $0 : $1 }
        let page = try LambdaPage(
            of: newest.values.sorted { $0.layerName < $1.layerName },
            after: input.marker,
            maxItems: input.maxItems,
            key: \.layerName
        )
        let layers = page.items.map { version in
            Lambda.LayersListItem(
                layerName: version.layerName,
                layerARN: version.layerARN,
                latestMatchingVersion: Lambda.LayerVersionsListItem(version)
            )
        }
        return .finished(Wire.Output(nextMarker: page.marker, layers: layers))
    }
}

/// `ListLayerVersions`, newest first; a layer that does not exist has none.
struct ListLayerVersions: ServiceOperation {
    typealias Wire = Lambda.ListLayerVersions

    /// The action has no resource type.
    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [AuthorizationRequirement(Self.action, on: "*", ownedBy: call.accountID)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        try LayerCompatibility.check(filter: input.compatibleRuntime)
        let layer = LayerVersionReference(layer: input.layerName, number: 0, in: call.scope)
        guard layer.scope.accountID == call.call.accountID else {
            throw Lambda.Fault.invalidParameterValue(
                "Layer versions of another account cannot be listed: \(input.layerName)"
            )
        }
        let versions = call.functions.layerVersions.all(in: layer.scope).filter { version in
            version.layerName == layer.layerName
                && LayerCompatibility.matches(version, input.compatibleRuntime, input.compatibleArchitecture)
        }
        let page = try LambdaPage(
            of: versions.sorted { $0.number > $1.number },
            after: input.marker,
            maxItems: input.maxItems,
            key: { ListKey.descending($0.number) }
        )
        return .finished(
            Wire.Output(nextMarker: page.marker, layerVersions: page.items.map { Lambda.LayerVersionsListItem($0) })
        )
    }
}

extension Lambda.LayerVersionsListItem {
    init(_ version: LayerVersion) {
        self.init(
            layerVersionARN: version.arn,
            version: version.number,
            description: version.layerDescription,
            createdDate: version.createdAt.lambdaText,
            compatibleArchitectures: version.compatibleArchitectures?.map(Lambda.Architecture.init(rawValue:)),
            compatibleRuntimes: version.compatibleRuntimes?.map(Lambda.Runtime.init(rawValue:)),
            licenseInfo: version.licenseInfo
        )
    }
}

extension LambdaDependencies {
    /// A layer version as answers show it, with where its content can be had.
    fileprivate func shown(_ version: LayerVersion, in call: IncomingCall) -> Lambda.GetLayerVersionResponse {
        Lambda.GetLayerVersionResponse(
            content: content(of: version, in: call),
            layerARN: version.layerARN,
            layerVersionARN: version.arn,
            description: version.layerDescription,
            createdDate: version.createdAt.lambdaText,
            version: version.number,
            compatibleArchitectures: version.compatibleArchitectures?.map(Lambda.Architecture.init(rawValue:)),
            compatibleRuntimes: version.compatibleRuntimes?.map(Lambda.Runtime.init(rawValue:)),
            licenseInfo: version.licenseInfo
        )
    }

    func content(of version: LayerVersion, in call: IncomingCall) -> Lambda.LayerVersionContentOutput {
        Lambda.LayerVersionContentOutput(
            location: location(of: version.code, in: call),
            codeSHA256: version.code.base64,
            codeSize: version.code.sizeBytes
        )
    }
}
