import AWSWire
import LambdaCore
import StateStore

/// An invocation that a caller asks for and may have, checked: what all ways of invoking have in common.
struct PreparedInvocation: Sendable {
    let reference: FunctionReference
    let version: LambdaCore.FunctionVersion
    let traceHeader: TraceHeader
    let call: AuthorizedCall

    /// - Throws: `ResourceNotFoundException`, `ResourceConflictException` for a function that is not ready,
    ///   `RecursiveInvocationException`.
    init(
        of reference: FunctionReference,
        as call: AuthorizedCall,
        with lambda: LambdaDependencies
    ) throws(ServiceFault) {
        let functions = call.functions
        guard let function = functions.functions[reference.name, in: reference.scope],
            let target = functions.target(of: function, qualifier: reference.qualifier)
        else { throw Lambda.Fault.resourceNotFound("Function not found: \(reference.arn)") }
        try Self.requireReady(target.settings.status.state)
        let executed = functions.executed(target, at: lambda.surroundings.randomness.fraction())
        guard let version = lambda.versions.version(of: executed) else { throw .internalFailure }
        var traceHeader = TraceHeader(of: call.call)
        guard traceHeader.lineage.enter(function.arn) || function.allowsRecursion else {
            throw Lambda.Fault.recursiveInvocation(
                "Lambda has detected your function being invoked in a recursive loop with other Amazon Web Services "
                    + "resources and stopped your function's invocation."
            )
        }
        if target.settings.tracingMode == "Active" {
            let randomness = lambda.surroundings.randomness
            traceHeader.trace(
                sampled: lambda.sampler.samples(function.arn, at: call.time, chance: randomness.fraction()),
                functionSegmentID: randomness.bytes(8).hexadecimal
            )
        }
        self.reference = reference
        self.version = version
        self.traceHeader = traceHeader
        self.call = call
    }

    private static func requireReady(_ state: FunctionStatus.State) throws(ServiceFault) {
        guard state == .active || state == .inactive else {
            throw Lambda.Fault.resourceConflict(
                "The operation cannot be performed at this time. The function is currently in the following state: "
                    + state.rawValue
            )
        }
    }

    func invocation(
        _ payload: [UInt8],
        clientContext: String? = nil,
        wantsLogTail: Bool = false,
        sink: (any ResponseSink)? = nil
    ) -> Invocation {
        Invocation(
            requestID: call.requestID,
            version: version,
            invokedFunctionARN: reference.arn,
            payload: payload,
            clientContext: clientContext,
            traceHeader: traceHeader.text,
            wantsLogTail: wantsLogTail,
            responseSink: sink
        )
    }
}

extension FunctionReference {
    /// The ARN with the qualifier that is meant when none is named.
    var qualifiedARN: String { "\(unqualifiedARN):\(qualifier ?? "$LATEST")" }
}

extension Function {
    /// Whether Lambda leaves it alone when it runs in a circle.
    var allowsRecursion: Bool { recursiveLoop == "Allow" }
}
