import AWSWire
import Foundation
import NIOCore
import NIOHTTP1
import SigV4
import StateStore

/// Makes one call of Postern's own operations to a running server: signed like every other, over a connection of its own.
struct SignedClient: Sendable {
    private static let timeout = TimeAmount.seconds(30)
    private static let maximumAnswerBytes = 1 << 20

    private let access: RootAccess
    private let surroundings: Surroundings

    init(_ access: RootAccess, surroundings: Surroundings) {
        self.access = access
        self.surroundings = surroundings
    }

    /// - Returns: the body of a successful answer.
    /// - Throws: ``ServerError/refused(_:)`` with what the server says, or why it cannot be reached.
    func call<Operation: WireOperation>(
        _ operation: Operation.Type,
        _ fields: [String: String]
    ) async throws(ServerError) -> Data {
        do {
            let body = try JSONEncoder().encode(fields)
            let answer = try await exchange(try request(Operation.self, body), Array(body))
            guard answer.status == .ok else { throw ServerError.refused(Self.message(in: answer)) }
            return Data(answer.body.readableBytesView)
        } catch let error as ServerError {
            throw error
        } catch {
            throw .refused("the server at \(access.notice.endpoint) cannot be asked: \(error)")
        }
    }

    private func request<Operation: WireOperation>(_: Operation.Type, _ body: Data) throws -> HTTPRequestHead {
        var headers: HTTPHeaders = [
            "Host": access.notice.authority,
            "Content-Type": "application/x-amz-json-1.1",
            "X-Amz-Target": "\(Operation.service.targetPrefix ?? "").\(Operation.model.name)",
            "Content-Length": String(body.count),
        ]
        let signer = RequestSigner(
            credential: SigningCredential(
                accessKeyID: access.accessKeyID,
                secret: SecretAccessKey(access.secretAccessKey)
            ),
            region: access.notice.region,
            service: Operation.service.signingName
        )
        let signature = try signer.headers(
            signing: RequestHead(method: "POST", target: "/", headers: headers),
            payload: .hashed(Digest(hashing: Array(body))),
            at: SigningTime(secondsSince1970: surroundings.now().seconds)
        )
        for (name, value) in signature { headers.add(name: name, value: value) }
        return HTTPRequestHead(version: .http1_1, method: .POST, uri: "/", headers: headers)
    }

    private func exchange(_ head: HTTPRequestHead, _ body: [UInt8]) async throws -> HTTPAnswer {
        try await HTTPExchange(
            host: access.notice.host,
            port: access.notice.port,
            timeout: Self.timeout,
            maximumAnswerBytes: Self.maximumAnswerBytes
        )
        .send(head, body)
    }

    private static func message(in answer: HTTPAnswer) -> String {
        let text = String(buffer: answer.body)
        let fields = try? JSONDecoder().decode([String: String].self, from: Data(text.utf8))
        return fields?["message"] ?? fields?["Message"] ?? "the server answers \(answer.status.code): \(text)"
    }
}
