import Foundation
import StateStore

/// Makes session tokens and reads them back: JSON sealed with AES-256-GCM under the server's key, in base64.
///
/// The server keeps no list of sessions: a token proves itself, also after a restart.
struct SessionTokenSealer: Sendable {
    /// Longer texts are no tokens of this server; they are refused unread.
    static let maximumTokenBytes = 16 * 1024

    private let key: SealingKey

    init(key: SealingKey) {
        self.key = key
    }

    func token(for grant: SessionGrant) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let sealed = key.seal(Array(try encoder.encode(grant)), for: .sessionToken)
        return Data(sealed.bytes).base64EncodedString()
    }

    /// The grant inside a token that this server made; nil for every other text.
    func grant(from token: String) -> SessionGrant? {
        guard token.utf8.count <= Self.maximumTokenBytes, let bytes = Data(base64Encoded: token) else { return nil }
        guard let json = try? key.open(SealedBytes(bytes: Array(bytes)), for: .sessionToken) else { return nil }
        return try? JSONDecoder().decode(SessionGrant.self, from: Data(json))
    }
}
