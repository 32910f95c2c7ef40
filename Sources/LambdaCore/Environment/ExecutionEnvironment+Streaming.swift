import Synchronization

extension ExecutionEnvironment {
    package func beginResponse(requestID: String, contentType: String?) -> ResponseStreamStart {
        let (response, refusal) = state.withLock { state -> (StreamedResponse, RuntimeRefusal?) in
            let response = StreamedResponse(to: state.pending?.invocation.responseSink)
            if case .refuse(let refusal) = state.machine.beginStream(of: requestID) { return (response, refusal) }
            state.stream = response
            return (response, nil)
        }
        if let refusal { return .refused(refusal.reply) }
        response.begin(contentType: contentType ?? "application/octet-stream")
        return .stream(RuntimeResponseStream(environment: self, requestID: requestID, response: response))
    }

    /// Gives the caller its outcome once the last piece has come.
    func endResponse(_ requestID: String, _ response: StreamedResponse, _ ending: StreamEnding) -> RuntimeReply {
        let (gathered, tooLarge) = response.close()
        let ending = tooLarge.map(StreamEnding.failed) ?? ending
        let reply = answer { machine in
            machine.endStream(of: requestID, functionError: ending.errorType)
        } outcome: { pending in
            switch ending {
            case .complete: pending.outcome(gathered)
            case .reported(let failure): pending.outcome(failure.body, error: .unhandled)
            case .failed(let failure): pending.outcome(failure.body(requestID: requestID), error: .unhandled)
            }
        } reply: {
            tooLarge == nil ? .accepted : RuntimeRefusal.tooLarge.reply
        }
        state.withLock { state in
            if state.stream === response { state.stream = nil }
        }
        return reply
    }
}

/// How a streamed response ended.
enum StreamEnding {
    case complete
    /// The trailers tell an error of the function.
    case reported(ReportedFailure)
    case failed(FunctionFailure)

    /// For the report of the event. An error that the function reports is its own matter, as with whole responses.
    var errorType: String? {
        switch self {
        case .complete, .reported: nil
        case .failed(let failure): failure.errorType
        }
    }
}

/// A runtime's view of the response it is writing.
private struct RuntimeResponseStream: ResponseStream {
    let environment: ExecutionEnvironment
    let requestID: String
    let response: StreamedResponse

    func write(_ bytes: [UInt8], whenTaken: @escaping @Sendable () -> Void) {
        response.write(bytes, whenTaken: whenTaken)
    }

    func end(errorType: String?, errorBody: [UInt8]?) -> RuntimeReply {
        guard let errorType else { return environment.endResponse(requestID, response, .complete) }
        let body = errorBody ?? JSONText.object([("errorType", .string(errorType))])
        let failure = ReportedFailure(header: errorType, body: body)
        return environment.endResponse(requestID, response, .reported(failure))
    }

    func breakOff() {
        _ = environment.endResponse(requestID, response, .failed(.truncatedResponse))
    }
}
