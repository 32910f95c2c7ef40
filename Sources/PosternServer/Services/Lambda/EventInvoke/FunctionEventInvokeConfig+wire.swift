import AWSWire
import StateStore

extension FunctionEventInvokeConfig {
    static let functionNotFound = Lambda.Fault.resourceNotFound("The function doesn't exist.")

    /// The configuration of what a reference names; `$LATEST` when it names no qualifier.
    ///
    /// - Throws: `ResourceNotFoundException`.
    static func find(_ reference: FunctionReference, in functions: FunctionState) throws(ServiceFault) -> Self {
        let qualifier = reference.qualifier ?? "$LATEST"
        guard let config = functions.eventInvokeConfigs[reference.name, qualifier, in: reference.scope] else {
            throw Lambda.Fault.resourceNotFound(
                "The function \(reference.unqualifiedARN):\(qualifier) doesn't have an EventInvokeConfig"
            )
        }
        return config
    }

    /// As answers show it: both destinations are there, empty when they are not set.
    var shown: Lambda.FunctionEventInvokeConfig {
        Lambda.FunctionEventInvokeConfig(
            lastModified: WireTimestamp(lastModifiedAt),
            functionARN: functionARN,
            maximumRetryAttempts: maximumRetryAttempts,
            maximumEventAgeInSeconds: maximumEventAgeSeconds,
            destinationConfig: Lambda.DestinationConfig(
                onSuccess: Lambda.OnSuccess(destination: onSuccessARN),
                onFailure: Lambda.OnFailure(destination: onFailureARN)
            )
        )
    }
}
