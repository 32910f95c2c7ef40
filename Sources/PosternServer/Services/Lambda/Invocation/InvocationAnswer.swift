import AWSWire
import LambdaCore

/// What the caller of a synchronous invocation is told.
enum InvocationAnswer {
    static func result(_ outcome: InvocationOutcome) -> Result<Lambda.Invoke.Output, ServiceFault> {
        if case .finished(let result) = outcome { .success(output(result)) } else { .failure(fault(outcome)) }
    }

    /// The error of an outcome in which nothing ran.
    static func fault(_ outcome: InvocationOutcome) -> ServiceFault {
        switch outcome {
        case .finished: .internalFailure
        case .throttled(let reason): throttled(reason)
        case .unavailable(let failure): fault(failure)
        }
    }

    private static func output(_ result: InvocationResult) -> Lambda.Invoke.Output {
        Lambda.Invoke.Output(
            statusCode: 200,
            functionError: result.functionError?.rawValue,
            logResult: result.logTail?.base64Text,
            payload: Blob(result.payload),
            executedVersion: result.executedVersion
        )
    }

    private static func throttled(_ reason: ThrottleReason) -> ServiceFault {
        Lambda.Fault.tooManyRequests("Rate Exceeded.", retryAfterSeconds: "1", reason: reason.rawValue)
    }

    private static func fault(_ failure: EnvironmentFailure) -> ServiceFault {
        switch failure {
        case .roleNotAssumable:
            ServiceFault(
                code: "AccessDeniedException",
                message: "The role defined for the function cannot be assumed by Lambda.",
                status: 403,
                messageKey: "Message"
            )
        case .runtimeNotInstalled(let sentence): Lambda.Fault.invalidRuntime(sentence)
        case .codeMissing(let hash): Lambda.Fault.service("The code package \(hash) of the function is missing.")
        case .sandbox: Lambda.Fault.service("No execution environment could be made; the server's log says why.")
        case .shuttingDown: Lambda.Fault.service("The server is shutting down.")
        }
    }
}
