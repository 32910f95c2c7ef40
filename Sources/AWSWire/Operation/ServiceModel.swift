/// The facts of one service: how its requests are recognised, signed, decoded and answered.
///
/// Immutable, and a class so that every request can hold it for the price of one reference.
package final class ServiceModel: Sendable {
    /// botocore's name of the service: `iam`, `sts`, `lambda`, `logs`.
    package let name: String
    /// The service term of the credential scope that its requests must be signed for.
    package let signingName: String
    /// The first label of the service's host names, such as `iam` in `iam.amazonaws.com`.
    package let endpointPrefix: String
    /// The API version as a date, such as `2010-05-08`.
    package let apiVersion: String
    /// The protocols the service speaks, the preferred one first.
    package let protocols: [WireProtocol]
    /// What stands before the dot of `X-Amz-Target`, such as `Logs_20140328`; nil for other protocols.
    package let targetPrefix: String?
    /// The namespace of XML answers; nil where the service has none.
    package let xmlNamespace: String?
    /// Whether one endpoint serves all regions, as IAM does.
    package let isGlobal: Bool
    /// How it words what is wrong with a request that breaks a constraint of the model.
    package let validation: ValidationStyle
    /// The operations served, ordered by name.
    package let operations: [OperationModel]
    /// The same by name, with those that are only recognised, so that a refusal can name them.
    private let operationsByName: [String: OperationModel]
    /// The same by method and path, for REST protocols.
    let restRouter: RESTRouter

    package init(
        name: String,
        signingName: String,
        endpointPrefix: String,
        apiVersion: String,
        protocols: [WireProtocol],
        targetPrefix: String? = nil,
        xmlNamespace: String? = nil,
        isGlobal: Bool = false,
        validation: ValidationStyle,
        operations: [OperationModel],
        refused: [OperationModel] = []
    ) {
        self.name = name
        self.signingName = signingName
        self.endpointPrefix = endpointPrefix
        self.apiVersion = apiVersion
        self.protocols = protocols
        self.targetPrefix = targetPrefix
        self.xmlNamespace = xmlNamespace
        self.isGlobal = isGlobal
        self.validation = validation
        self.operations = operations
        let recognised = operations + refused
        operationsByName = Dictionary(recognised.map { ($0.name, $0) }) { first, _ in first }
        restRouter = RESTRouter(protocols.contains { $0 == .restJSON || $0 == .restXML } ? recognised : [])
    }

    /// The operation called `name`, in exactly that spelling; nil when the service does not know it.
    package func operation(named name: String) -> OperationModel? {
        operationsByName[name]
    }
}
