import AWSWire
import StateStore

/// Which versions an alias leads to, and how invocations are divided.
///
/// <https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html>
struct AliasRouting: Sendable {
    let version: String
    /// Between 0 and 1, as the model has checked.
    let weights: [String: Double]

    init(_ version: String, _ config: Lambda.AliasRoutingConfiguration?) {
        self.version = version
        weights = config?.additionalVersionWeights ?? [:]
    }

    init(_ alias: FunctionAlias) {
        version = alias.functionVersion
        weights = alias.additionalVersionWeights
    }

    /// - Throws: for more than one additional version, for the same version twice, for `$LATEST` beside another version, and
    ///   for versions that do not exist.
    func check(for reference: FunctionReference, in functions: FunctionState) throws(ServiceFault) {
        guard weights.count <= 1 else {
            throw Lambda.Fault.invalidParameterValue(
                "Number of items in AdditionalVersionWeights cannot be greater than 1"
            )
        }
        guard weights[version] == nil else {
            throw Lambda.Fault.invalidParameterValue(
                "Invalid function version \(version). Function version \(version) is already included in routing "
                    + "configuration."
            )
        }
        guard weights.isEmpty || version != FunctionTarget.latest else {
            throw ServiceFault(
                code: "InvalidParameterValueException",
                message: "$LATEST is not supported for an alias pointing to more than 1 version",
                status: 400
            )
        }
        for version in [version] + weights.keys.sorted() {
            try require(version, of: reference, in: functions)
        }
    }

    private func require(
        _ version: String,
        of reference: FunctionReference,
        in functions: FunctionState
    ) throws(ServiceFault) {
        let function = functions.functions[reference.name, in: reference.scope]
        if let function, version == FunctionTarget.latest || functions.version(version, of: function) != nil { return }
        throw Lambda.Fault.resourceNotFound("Function not found: \(reference.unqualifiedARN):\(version)")
    }
}

extension FunctionReference {
    /// - Throws: `ResourceNotFoundException` for an alias, or a function, that does not exist.
    func alias(_ name: String, in functions: FunctionState) throws(ServiceFault) -> FunctionAlias {
        guard let alias = functions.aliases[PublishedVersion.id(self.name, name), in: scope] else {
            throw Lambda.Fault.resourceNotFound("Cannot find alias arn: \(unqualifiedARN):\(name)")
        }
        return alias
    }
}

extension Lambda.AliasConfiguration {
    init(_ alias: FunctionAlias) {
        self.init(
            aliasARN: alias.arn,
            name: alias.name,
            functionVersion: alias.functionVersion,
            description: alias.aliasDescription,
            routingConfig: alias.additionalVersionWeights.isEmpty
                ? nil : Lambda.AliasRoutingConfiguration(additionalVersionWeights: alias.additionalVersionWeights),
            revisionID: alias.revisionID
        )
    }
}
