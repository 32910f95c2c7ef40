import AWSWire
import IAMPolicy
import StateStore

/// A layer version by its ARN, `arn:aws:lambda:REGION:ACCOUNT:layer:NAME:NUMBER`.
struct LayerVersionReference: Sendable {
    let scope: Scope
    let layerName: String
    let number: Int

    /// Nil for what is not the ARN of a layer version.
    init?(arn text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 8, parts[0] == "arn", parts[2] == "lambda", parts[5] == "layer", let number = Int(parts[7])
        else { return nil }
        scope = Scope(accountID: parts[4], region: parts[3])
        layerName = parts[6]
        self.number = number
    }

    /// - Parameter layer: a layer's name or its ARN without version.
    init(layer: String, number: Int, in scope: Scope) {
        let parts = layer.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        if parts.count == 7, parts[5] == "layer" {
            self.scope = Scope(accountID: parts[4], region: parts[3])
            layerName = parts[6]
        } else {
            self.scope = scope
            layerName = layer
        }
        self.number = number
    }

    init(_ layer: String, _ number: Int, _ scope: Scope) {
        self.init(layer: layer, number: number, in: scope)
    }

    /// The ARN of the layer, without the version.
    var layerARN: String { "arn:aws:lambda:\(scope.region):\(scope.accountID):layer:\(layerName)" }

    var arn: String { "\(layerARN):\(number)" }

    /// The layer version; nil when there is none.
    func find(in functions: FunctionState) -> LayerVersion? {
        functions.layerVersions[LayerVersion.id(layerName, number), in: scope]
    }

    static var notFound: ServiceFault {
        Lambda.Fault.resourceNotFound("The resource you requested does not exist.")
    }

    /// - Throws: `ResourceNotFoundException`.
    func layerVersion(in functions: FunctionState) throws(ServiceFault) -> LayerVersion {
        guard let version = find(in: functions) else { throw Self.notFound }
        return version
    }

    /// - Throws: `InvalidParameterValueException` for a number below 1.
    func requirePositive() throws(ServiceFault) {
        guard number >= 1 else {
            throw Lambda.Fault.invalidParameterValue("Layer Version Cannot be less than 1")
        }
    }
}

extension AuthorizationRequirement {
    /// An action on a layer version, decided together with its policy.
    static func layerVersion(_ action: String, _ reference: LayerVersionReference, in call: IncomingCall) -> Self {
        let policy = reference.find(in: call.view.snapshot.functions)?.resourcePolicy.map {
            call.view.library.pinnedPolicy($0.policy, kind: .resource, identifier: reference.arn)
        }
        return Self(action, on: reference.arn, ownedBy: reference.scope.accountID, policy: policy)
    }
}
