import AWSWire
import StateStore

/// `DeleteLayerVersion`: functions that have the version keep it; one that does not exist is no error.
///
/// <https://docs.aws.amazon.com/lambda/latest/api/API_DeleteLayerVersion.html>
struct DeleteLayerVersion: ServiceOperation {
    typealias Wire = Lambda.DeleteLayerVersion
    let lambda: LambdaDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.layerVersion(Self.action, LayerVersionReference(input.layerName, input.versionNumber, call.scope), in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let reference = LayerVersionReference(input.layerName, input.versionNumber, call.scope)
        try reference.requirePositive()
        return .asynchronously { () throws(ServiceFault) in
            try await lambda.writer.write { transaction throws(ServiceFault) in
                guard let version = reference.find(in: transaction.functions) else { return }
                transaction.apply(.layerVersion(.remove(version.key)))
            }
            return Unit()
        }
    }
}
