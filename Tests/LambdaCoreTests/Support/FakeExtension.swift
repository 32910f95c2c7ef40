import LambdaCore
import Synchronization

/// An extension that the test plays by hand.
final class FakeExtension: Sendable {
    let runtime: any RuntimeEndpoint
    let identifier: String
    private let replies = Mutex<[RuntimeReply]>([])

    /// Registers; nil when that is refused.
    init?(_ name: String, _ events: [String], in process: FakeProcess) {
        runtime = process.runtime
        let reply = Self.register(name, events, in: process)
        guard reply.status == 200,
            let identifier = reply.headers.first(where: { $0.name == "Lambda-Extension-Identifier" })?.value
        else { return nil }
        self.identifier = identifier
    }

    static func register(_ name: String?, _ events: [String], in process: FakeProcess) -> RuntimeReply {
        let names = events.map { "\"\($0)\"" }.joined(separator: ",")
        return process.runtime.register(extension: name, features: nil, body: Array("{\"events\":[\(names)]}".utf8))
    }

    func next() {
        runtime.nextEvent(extension: identifier) { reply in self.replies.withLock { $0.append(reply) } }
    }

    /// What `next` was answered with.
    var events: [String] { replies.withLock { $0.map(\.text) } }

    func subscribe(_ body: String, to api: TelemetryAPI = .telemetry) -> RuntimeReply {
        runtime.subscribe(extension: identifier, to: api, body: Array(body.utf8))
    }
}

extension RuntimeReply {
    var text: String { String(decoding: body, as: UTF8.self) }
}
