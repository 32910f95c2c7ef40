import AWSWire
import StateStore

/// The layers that a function is to have.
///
/// <https://docs.aws.amazon.com/lambda/latest/dg/adding-layers.html>
enum FunctionLayers {
    /// The caller must be allowed to read every layer.
    static func requirements(_ arns: [String]?, in call: IncomingCall) -> [AuthorizationRequirement] {
        (arns ?? []).compactMap(LayerVersionReference.init(arn:)).map {
            .layerVersion("lambda:GetLayerVersion", $0, in: call)
        }
    }

    /// `lambda:Layer`, a condition key of what gives a function layers.
    static func conditionKeys(_ arns: [String]?) -> [(key: String, values: [String])] {
        guard let arns, !arns.isEmpty else { return [] }
        return [(key: "lambda:Layer", values: arns)]
    }

    /// The layers by their ARNs, in the order of merging.
    ///
    /// - Throws: `InvalidParameterValueException` for too many layers, two versions of one layer, a layer of another region
    ///   or one that does not exist.
    static func attach(
        _ arns: [String],
        to scope: Scope,
        in functions: FunctionState
    ) throws(ServiceFault) -> [AttachedLayer] {
        guard arns.count <= FunctionLimits.layers else {
            throw Lambda.Fault.invalidParameterValue("Cannot reference more than \(FunctionLimits.layers) layers.")
        }
        var seen: [String: String] = [:]
        var attached: [AttachedLayer] = []
        for arn in arns {
            guard let reference = LayerVersionReference(arn: arn) else { throw doesNotExist(arn) }
            guard reference.scope.region == scope.region else {
                throw Lambda.Fault.invalidParameterValue(
                    "Layers are not in the same region as the function. Layers are expected to be in region \(scope.region)."
                )
            }
            if let other = seen.updateValue(arn, forKey: reference.layerARN) {
                throw Lambda.Fault.invalidParameterValue(
                    "Two different versions of the same layer are not allowed to be referenced in the same function. "
                        + "\(other) and \(arn) are versions of the same layer."
                )
            }
            guard let version = reference.find(in: functions) else { throw doesNotExist(arn) }
            attached.append(AttachedLayer(arn: arn, code: version.code))
        }
        return attached
    }

    /// - Throws: when code and layers measure more than 250 MB unzipped.
    static func checkSize(_ code: FunctionCode, _ layers: [AttachedLayer]) throws(ServiceFault) {
        guard !layers.isEmpty else { return }
        let bytes = layers.reduce(code.unzippedBytes ?? 0) { $0 + ($1.code.unzippedBytes ?? 0) }
        guard bytes <= FunctionLimits.unzippedBytes else {
            throw Lambda.Fault.invalidParameterValue(
                "Function code combined with layers exceeds the maximum allowed size of \(FunctionLimits.unzippedBytes) "
                    + "bytes. The actual size is \(bytes) bytes."
            )
        }
    }

    private static func doesNotExist(_ arn: String) -> ServiceFault {
        Lambda.Fault.invalidParameterValue("Layer version \(arn) does not exist.")
    }
}
