import Foundation
import IdentityProofs
import NIOCore
import NIOHTTP1
import NIOSSL
import Synchronization

/// Why the keys of an issuer could not be had.
enum IssuerFailure: Error, Equatable {
    /// No answer: no connection, no valid certificate, or none in time.
    case unreachable
    /// An answer that is no discovery document or key set of this issuer.
    case unusable
    /// None of the issuer's keys signed the token.
    case unverified
}

/// Fetches what an OpenID Connect issuer publishes: its discovery document, and the key set that names.
///
/// <https://openid.net/specs/openid-connect-discovery-1_0.html>. Redirects are not followed, as IAM follows none.
final class IssuerDocuments: Sendable {
    private static let timeout = TimeAmount.seconds(5)
    private static let maximumBytes = 128 * 1024

    /// Made when it is first needed, because reading the authorities' certificates takes long.
    private let tls = Mutex<NIOSSLContext?>(nil)

    private struct Discovery: Decodable {
        let issuer: String
        let jwks_uri: String
    }

    /// The keys that an issuer signs with now.
    ///
    /// - Parameter issuer: as tokens name it, with its scheme.
    func keys(of issuer: IssuerURL) async throws(IssuerFailure) -> JSONWebKeySet {
        let discovery: Discovery = try Self.decoded(try await document(issuer.discovery))
        guard discovery.issuer == issuer.text, let location = IssuerURL(discovery.jwks_uri) else { throw .unusable }
        let set = try await document(location)
        do throws(TokenError) {
            return try JSONWebKeySet(set)
        } catch {
            throw .unusable
        }
    }

    private func document(_ url: IssuerURL) async throws(IssuerFailure) -> [UInt8] {
        let answer: HTTPAnswer
        do {
            let exchange = HTTPExchange(
                host: url.host,
                port: url.port,
                tls: url.isSecure ? try secureContext() : nil,
                timeout: Self.timeout,
                maximumAnswerBytes: Self.maximumBytes
            )
            let headers: HTTPHeaders = ["Host": url.authority, "Accept": "application/json", "Connection": "close"]
            let head = HTTPRequestHead(version: .http1_1, method: .GET, uri: url.target, headers: headers)
            answer = try await exchange.send(head)
        } catch is NIOHTTPObjectAggregatorError {
            throw .unusable
        } catch {
            throw .unreachable
        }
        guard answer.status == .ok else { throw .unusable }
        return Array(answer.body.readableBytesView)
    }

    private func secureContext() throws -> NIOSSLContext {
        try tls.withLock { known in
            if let known { return known }
            let made = try NIOSSLContext(configuration: .makeClientConfiguration())
            known = made
            return made
        }
    }

    private static func decoded<Document: Decodable>(_ json: [UInt8]) throws(IssuerFailure) -> Document {
        do {
            return try JSONDecoder().decode(Document.self, from: Data(json))
        } catch {
            throw .unusable
        }
    }
}
