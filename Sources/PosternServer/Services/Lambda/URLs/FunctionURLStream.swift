import LambdaCore
import NIOCore
import Synchronization

/// The streamed response of a function behind a URL: a head in JSON, when the function sends one, and then the body.
///
/// <https://docs.aws.amazon.com/lambda/latest/dg/configuration-response-streaming.html>
final class FunctionURLStream: ResponseSink {
    /// The content type of a response that begins with a JSON object and eight zeros.
    private static let httpIntegration = "application/vnd.awslambda.http-integration-response"
    private static let delimiter = [UInt8](repeating: 0, count: 8)
    private static let preludeLimitBytes = 64 * 1024

    private struct State {
        var hasBegun = false
        /// What has come of the head; nil once it is whole, or where there is none.
        var prelude: [UInt8]?
        var hasFailed = false
    }

    private let conclusion: FunctionURLConclusion
    private let body = HTTPBodyStream()
    private let state = Mutex(State())

    init(_ conclusion: FunctionURLConclusion) {
        self.conclusion = conclusion
    }

    func begin(contentType: String) {
        let waitsForHead = contentType == Self.httpIntegration
        state.withLock { state in
            state.hasBegun = true
            state.prelude = waitsForHead ? [] : nil
        }
        if !waitsForHead { conclusion.begin(FunctionURLResponse(), contentType: contentType, body) }
    }

    func write(_ bytes: [UInt8], whenTaken: @escaping @Sendable () -> Void) {
        switch state.withLock({ take(bytes, &$0) }) {
        case .nothing:
            whenTaken()
        case .body(let bytes):
            body.write(ByteBuffer(bytes: bytes), whenTaken: whenTaken)
        case .head(let head, let rest):
            conclusion.begin(head, contentType: "application/octet-stream", body)
            body.write(ByteBuffer(bytes: rest), whenTaken: whenTaken)
        case .nonsense:
            conclusion.fail(FunctionURLRefusal.badGateway)
            whenTaken()
        }
    }

    private enum Step {
        case nothing
        case body([UInt8])
        case head(FunctionURLResponse, rest: [UInt8])
        case nonsense
    }

    private func take(_ bytes: [UInt8], _ state: inout State) -> Step {
        guard !state.hasFailed else { return .nothing }
        guard var prelude = state.prelude else { return .body(bytes) }
        prelude += bytes
        guard let end = prelude.firstRange(of: Self.delimiter) else {
            state.hasFailed = prelude.count > Self.preludeLimitBytes
            state.prelude = prelude
            return state.hasFailed ? .nonsense : .nothing
        }
        state.prelude = nil
        guard let head = FunctionURLResponse(prelude: Array(prelude[..<end.lowerBound])) else {
            state.hasFailed = true
            return .nonsense
        }
        return .head(head, rest: Array(prelude[end.upperBound...]))
    }

    /// The outcome follows the last piece. A response that broke off leaves the body unfinished, for the client to see.
    func finish(_ outcome: InvocationOutcome) {
        let (hasBegun, waitsForHead, hasFailed) = state.withLock { ($0.hasBegun, $0.prelude != nil, $0.hasFailed) }
        guard !hasFailed else { return }
        guard case .finished(let result) = outcome else { return conclusion.fail(InvocationAnswer.fault(outcome)) }
        if hasBegun {
            if waitsForHead { return conclusion.fail(FunctionURLRefusal.badGateway) }
            return result.functionError == nil ? body.end() : body.breakOff()
        }
        guard result.functionError == nil else { return conclusion.fail(FunctionURLRefusal.badGateway) }
        // A function that does not stream: what it returned is the body, whatever it looks like.
        conclusion.begin(FunctionURLResponse(), contentType: "application/octet-stream", body)
        body.write(ByteBuffer(bytes: result.payload)) {}
        body.end()
    }
}
