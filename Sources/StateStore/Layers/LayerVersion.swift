/// A version of a layer. Only its policy ever changes.
/// <https://docs.aws.amazon.com/lambda/latest/api/API_GetLayerVersion.html>
package struct LayerVersion: StoredEntity {
    package static let kind = EntityKind.layerVersion

    package let scope: Scope
    package let layerName: String
    package let number: Int
    package let createdAt: Timestamp
    package let layerDescription: String
    package let licenseInfo: String?
    /// Nil when none were given, which is not the same as none.
    package let compatibleRuntimes: [String]?
    package let compatibleArchitectures: [String]?
    package let code: FunctionCode
    package var resourcePolicy: LayerResourcePolicy?

    package init(
        scope: Scope,
        layerName: String,
        number: Int,
        createdAt: Timestamp,
        layerDescription: String = "",
        licenseInfo: String? = nil,
        compatibleRuntimes: [String]? = nil,
        compatibleArchitectures: [String]? = nil,
        code: FunctionCode,
        resourcePolicy: LayerResourcePolicy? = nil
    ) {
        self.scope = scope
        self.layerName = layerName
        self.number = number
        self.createdAt = createdAt
        self.layerDescription = layerDescription
        self.licenseInfo = licenseInfo
        self.compatibleRuntimes = compatibleRuntimes
        self.compatibleArchitectures = compatibleArchitectures
        self.code = code
        self.resourcePolicy = resourcePolicy
    }

    /// `LAYER:NUMBER`; a layer's name has no colon.
    package var id: String { Self.id(layerName, number) }

    package static func id(_ layerName: String, _ number: Int) -> String { "\(layerName):\(number)" }

    /// The ARN of the layer, without the version.
    package var layerARN: String { "arn:aws:lambda:\(scope.region):\(scope.accountID):layer:\(layerName)" }

    /// The ARN of the version.
    package var arn: String { "\(layerARN):\(number)" }

    package var policyTexts: [PolicyText] { [resourcePolicy].compactMap { $0?.policy.document } }
}
