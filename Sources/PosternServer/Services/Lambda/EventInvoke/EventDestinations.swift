import AWSWire
import IAMPolicy
import StateStore

/// The destinations of asynchronous events, checked as `PutFunctionEventInvokeConfig` checks them.
///
/// <https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html>
struct EventDestinations {
    /// Nil when no destination was given.
    let onSuccessARN: String?
    let onFailureARN: String?

    /// An empty ARN means none.
    init(_ config: Lambda.DestinationConfig) {
        onSuccessARN = config.onSuccess?.destination.flatMap { $0.isEmpty ? nil : $0 }
        onFailureARN = config.onFailure?.destination.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Queues, topics and event buses are kept without asking whether the role may send to them: whether the policy of a
    /// queue lets it cannot be known where there are no queues.
    ///
    /// - Throws: `InvalidParameterValueException` for a destination that cannot be one, that is not there, or that the
    ///   execution role may not send to.
    func check(for reference: FunctionReference, in view: StateView, at time: Moment) throws(ServiceFault) {
        for arn in [onSuccessARN, onFailureARN].compactMap(\.self) {
            guard let destination = EventDestination(arn), destination.takes(isFailure: arn == onFailureARN) else {
                throw Lambda.Fault.invalidParameterValue("The provided destination config \(javaText) is invalid.")
            }
            try check(destination, for: reference, in: view, at: time)
        }
    }

    private func check(
        _ destination: EventDestination,
        for reference: FunctionReference,
        in view: StateView,
        at time: Moment
    ) throws(ServiceFault) {
        if case .function(let arn) = destination {
            let target = try FunctionReference(arn, in: reference.scope)
            guard target.exists(in: view.snapshot.functions) else {
                throw Lambda.Fault.invalidParameterValue("The destination ARN \(arn) is invalid.")
            }
            guard target.unqualifiedARN != reference.unqualifiedARN else {
                throw Lambda.Fault.invalidParameterValue("You can't specify the function as a destination for itself.")
            }
        }
        guard destination.isServed else { return }
        guard let function = view.snapshot.functions.functions[reference.name, in: reference.scope],
            DestinationPermission(view: view, region: reference.scope.region)
                .allows(destination, for: function, at: time)
        else {
            throw Lambda.Fault.invalidParameterValue(
                "The function's execution role does not have permissions to call \(destination.operation) on "
                    + "\(destination.arn)"
            )
        }
    }

    /// `DestinationConfig(onSuccess=OnSuccess(destination=…), onFailure=null)`.
    private var javaText: String {
        let success = onSuccessARN.map { "OnSuccess(destination=\($0))" } ?? "null"
        let failure = onFailureARN.map { "OnFailure(destination=\($0))" } ?? "null"
        return "DestinationConfig(onSuccess=\(success), onFailure=\(failure))"
    }
}
