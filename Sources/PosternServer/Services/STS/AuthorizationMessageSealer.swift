import Foundation
import StateStore

/// Seals what is to be said about a denial so that only who may call `sts:DecodeAuthorizationMessage` can read it: JSON
/// under the server's key, in base64url.
struct AuthorizationMessageSealer: Sendable {
    private let key: SealingKey

    init(key: SealingKey) {
        self.key = key
    }

    /// The text for an "Encoded authorization failure message".
    func encoded(_ message: AuthorizationMessage) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let sealed = key.seal(Array(try encoder.encode(message)), for: .authorizationMessage)
        return Data(sealed.bytes).base64EncodedString()
            .replacing("+", with: "-")
            .replacing("/", with: "_")
            .replacing("=", with: "")
    }

    /// The JSON inside a message that this server sealed; nil for every other text.
    func decoded(_ message: String) -> String? {
        let base64 = message.replacing("-", with: "+").replacing("_", with: "/")
        let padding = String(repeating: "=", count: (4 - base64.utf8.count % 4) % 4)
        guard let bytes = Data(base64Encoded: base64 + padding) else { return nil }
        guard let json = try? key.open(SealedBytes(bytes: Array(bytes)), for: .authorizationMessage) else { return nil }
        return String(validating: json, as: UTF8.self)
    }
}
