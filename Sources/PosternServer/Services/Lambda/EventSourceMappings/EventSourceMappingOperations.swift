import AWSWire
import StateStore

/// Event source mappings cannot be made yet, so there are none: asking for one finds nothing, listing them gives an empty
/// list, and creating one is refused with what is missing.
///
/// <https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html>
struct CreateEventSourceMapping: ServiceOperation {
    typealias Wire = Lambda.CreateEventSourceMapping

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let reference = try FunctionReference(input.functionName, in: call.scope)
        var requirement = AuthorizationRequirement(Self.action, on: "*", ownedBy: call.accountID)
        requirement.context =
            [(key: "lambda:FunctionArn", values: [reference.arn])] + (input.tags ?? [:]).requestTagKeys
        return [requirement]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        guard let source = input.eventSourceARN else {
            throw Lambda.Fault.invalidParameterValue("Unrecognized event source.")
        }
        guard try FunctionReference(input.functionName, in: call.scope).exists(in: call.functions) else {
            throw Lambda.Fault.invalidParameterValue("Function does not exist")
        }
        if input.startingPosition == nil, source.hasPrefix("arn:aws:kinesis:") || source.hasPrefix("arn:aws:dynamodb:")
        {
            throw Lambda.Fault.invalidParameterValue(
                "1 validation error detected: Value null at 'startingPosition' failed to satisfy constraint: Member must not "
                    + "be null."
            )
        }
        throw Lambda.Fault.invalidParameterValue(
            "Postern does not support event source mappings (CreateEventSourceMapping) yet: invoke the function instead."
        )
    }
}

/// `GetEventSourceMapping`.
struct GetEventSourceMapping: ServiceOperation {
    typealias Wire = Lambda.GetEventSourceMapping

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.eventSourceMapping(Self.action, input.uuid, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        throw LayerVersionReference.notFound
    }
}

/// `UpdateEventSourceMapping`.
struct UpdateEventSourceMapping: ServiceOperation {
    typealias Wire = Lambda.UpdateEventSourceMapping

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.eventSourceMapping(Self.action, input.uuid, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        throw LayerVersionReference.notFound
    }
}

/// `DeleteEventSourceMapping`.
struct DeleteEventSourceMapping: ServiceOperation {
    typealias Wire = Lambda.DeleteEventSourceMapping

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.eventSourceMapping(Self.action, input.uuid, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        throw LayerVersionReference.notFound
    }
}

/// `ListEventSourceMappings`.
struct ListEventSourceMappings: ServiceOperation {
    typealias Wire = Lambda.ListEventSourceMappings

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [AuthorizationRequirement(Self.action, on: "*", ownedBy: call.accountID)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        .finished(Wire.Output(eventSourceMappings: []))
    }
}

extension AuthorizationRequirement {
    fileprivate static func eventSourceMapping(_ action: String, _ uuid: String, in call: IncomingCall) -> Self {
        Self(
            action,
            on: "arn:aws:lambda:\(call.region):\(call.accountID):event-source-mapping:\(uuid)",
            ownedBy: call.accountID
        )
    }
}
