import Testing

@testable import LambdaCore

@Suite struct ResponseStreamTests {
    private let fixture = Fixture()
    private let sink = RecordingResponseSink()

    /// A runtime that has begun to stream its response to event `r1`.
    private func begin(
        sink: RecordingResponseSink?
    ) async throws -> (process: FakeProcess, stream: any ResponseStream, outcome: Box<InvocationOutcome>) {
        let outcome = fixture.invoke("r1", sink: sink)
        let process = await fixture.host.process(0)
        process.next()
        guard case .stream(let stream) = process.runtime.beginResponse(requestID: "r1", contentType: "text/plain")
        else { throw Unexpected() }
        return (process, stream, outcome)
    }

    private struct Unexpected: Error {}

    @Test func `pieces reach the sink as they come, and the outcome follows`() async throws {
        let (process, stream, outcome) = try await begin(sink: sink)
        #expect(sink.contentType == "text/plain")
        stream.write(Array("one".utf8)) {}
        #expect(sink.pieces == ["one"])
        stream.write(Array("two".utf8)) {}
        #expect(outcome.now == nil)
        #expect(stream.end(errorType: nil, errorBody: nil).status == 202)
        #expect(sink.pieces == ["one", "two"])
        #expect(outcome.now?.text == "")
        #expect(outcome.now?.result?.functionError == nil)
        process.next()
        _ = fixture.invoke("r2")
        #expect(process.events.count == 2)
    }

    @Test func `the runtime is told when the reader has taken a piece`() async throws {
        let (_, stream, _) = try await begin(sink: sink)
        let taken = Box<Bool>()
        stream.write(Array("one".utf8)) { taken.put(true) }
        #expect(taken.now == nil)
        sink.takeAll()
        #expect(taken.now == true)
    }

    @Test func `a caller without a sink gets the pieces in one`() async throws {
        let (_, stream, outcome) = try await begin(sink: nil)
        stream.write(Array("one".utf8)) {}
        stream.write(Array("two".utf8)) {}
        _ = stream.end(errorType: nil, errorBody: nil)
        #expect(outcome.now?.text == "onetwo")
    }

    @Test func `trailers make the outcome an error`() async throws {
        let (_, stream, outcome) = try await begin(sink: sink)
        stream.write(Array("one".utf8)) {}
        let body = #"{"errorType":"Error","errorMessage":"late"}"#
        #expect(stream.end(errorType: "Error", errorBody: Array(body.utf8)).status == 202)
        #expect(outcome.now?.result?.functionError == .unhandled)
        #expect(outcome.now?.text == body)
    }

    @Test func `a response that breaks off is an error of the runtime`() async throws {
        let (_, stream, outcome) = try await begin(sink: sink)
        stream.breakOff()
        #expect(outcome.now?.text?.contains("Runtime.TruncatedResponse") == true)
    }

    @Test func `a gathered response has the bound of a whole one`() async throws {
        let (_, stream, outcome) = try await begin(sink: nil)
        let piece = [UInt8](repeating: 32, count: FunctionFailure.maximumResponseBytes)
        stream.write(piece) {}
        stream.write([32]) {}
        #expect(stream.end(errorType: nil, errorBody: nil).status == 413)
        #expect(outcome.now?.text?.contains("Function.ResponseSizeTooLarge") == true)
    }

    @Test func `a time-out in the middle ends the response, and nothing more reaches the sink`() async throws {
        let (process, stream, outcome) = try await begin(sink: sink)
        stream.write(Array("one".utf8)) {}
        fixture.clock.advance(by: .seconds(4))
        #expect(process.isKilled)
        #expect(outcome.now?.text?.contains("Sandbox.Timedout") == true)
        stream.write(Array("two".utf8)) {}
        #expect(sink.pieces == ["one"])
        #expect(stream.end(errorType: nil, errorBody: nil).status == 403)
    }

    @Test func `a runtime that streams cannot ask for the next event, answer again or fail`() async throws {
        let (process, _, _) = try await begin(sink: sink)
        process.next()
        #expect(process.events.last?.status == 403)
        #expect(process.runtime.respond(requestID: "r1", mode: nil, body: []).status == 403)
        #expect(process.runtime.fail(requestID: "r1", errorType: nil, body: []).status == 403)
        guard case .refused(let reply) = process.runtime.beginResponse(requestID: "r1", contentType: nil) else {
            Issue.record("a second stream was taken")
            return
        }
        #expect(reply.status == 403)
    }

    @Test func `a stream for another event is refused`() async {
        _ = fixture.invoke("r1")
        let process = await fixture.host.process(0)
        process.next()
        guard case .refused(let reply) = process.runtime.beginResponse(requestID: "r2", contentType: nil) else {
            Issue.record("the stream was taken")
            return
        }
        #expect(reply.status == 400)
    }
}
